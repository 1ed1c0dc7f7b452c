import { isClause, negateClause, verbAt } from '../text/clause.ts';
import { lowerFirst } from '../text/noun-phrase.ts';
import { verbPhrase } from '../text/verb-phrase.ts';
import { isBaseVerb, isThirdPerson } from '../text/verbs.ts';
import type { Circumstance } from '../types.ts';
import { analyseStatement } from './analyse-statement.ts';
import { circumstance, demanded, triggerOf } from './circumstances.ts';
import { part, type Phrase } from './phrase.ts';
import { outcomeOf } from './predicate.ts';
import { toBase } from './present-clause.ts';
import type { KnownSeed, Seed } from './seed.ts';
import type { Statement } from './statement.ts';

type Branch = { value: Phrase; condition: Phrase | undefined; whole: Phrase };

const joints = /[,;]\s+(?:(?:and|or|but)\s+)?|\s+and\s+(?=[^\s,;]+(?:\s[^\s,;]+){0,3}\s(?:otherwise|if|when)\b)/gi;
const branching = /\b(?:if|when|in case|otherwise|else)\b|\ball other cases\b/gi;
const conditional = /^(.*?\S)\s+(?:if|when|in case)\s+(\S.*)$/i;

/** "returns 404 if A, 403 if B, and 200 otherwise": an outcome for each condition, in the order in which they decide. */
export function deriveOutcomes(sentence: Phrase): Seed[] | undefined {
  const { text } = sentence;
  // One condition has one outcome: most sentences need no closer look.
  if (text.length > 400 || (text.match(branching)?.length ?? 0) < 2) return undefined;
  const branches = branchesOf(sentence);
  const first = branches?.[0];
  if (!branches || !first?.condition || branches.length < 2) return undefined;
  const statement = commanded(analyseStatement(first.value));
  if (statement.form !== 'base' || statement.conditions.length > 0 || statement.negated) return undefined;
  const before: Circumstance[] = [];
  const meant = meantBy(first.condition);
  return branches.map((branch, index) => {
    const list = [...before];
    if (branch.condition) {
      const phrase = { ...branch.condition, text: meant(branch.condition.text) };
      const condition = { keyword: 'if' as const, phrase };
      list.push(circumstance(condition));
      const opposite = negateClause(lowerFirst(phrase.text));
      if (opposite) before.push(circumstance(condition, opposite));
    }
    const predicate = index === 0 ? statement.predicate : predicateOf(statement, branch.value);
    return branchSeed({ ...statement, predicate }, branch, list);
  });
}

/** "Return 401" */
function commanded(statement: Statement): Statement {
  const isCommand = statement.form === 'finite' && isBaseVerb(/^\p{L}+/u.exec(statement.whole.text)?.[0] ?? '');
  return isCommand ? { ...statement, form: 'base', negated: false } : statement;
}

/** "if it is high" speaks of what the first condition names. */
function meantBy({ text }: Phrase): (later: string) => string {
  const named = text.slice(0, verbAt(text)?.index ?? 0).trim();
  return (later) => (named ? later.replace(/^(?:it|they)\b/i, named) : later);
}

function branchesOf(sentence: Phrase): Branch[] | undefined {
  const pieces: Phrase[] = [];
  let at = 0;
  for (const joint of sentence.text.matchAll(joints)) {
    pieces.push(part(sentence, at, joint.index));
    at = joint.index + joint[0].length;
  }
  pieces.push(part(sentence, at, sentence.text.replace(/[.\s]+$/, '').length));
  const branches = pieces.map(branchOf);
  const known = branches.filter((branch) => branch !== undefined);
  // What none of these is would be left out silently.
  if (known.length < branches.length || known.slice(1, -1).some(({ condition }) => !condition)) return undefined;
  return known.slice(1).every(({ value }) => isValue(value.text)) ? known : undefined;
}

function branchOf(piece: Phrase): Branch | undefined {
  const other = /^(?:otherwise|else),?\s+|,?\s+(?:otherwise|in all other cases)$/i.exec(piece.text);
  if (other) {
    const value = other.index === 0 ? part(piece, other[0].length) : part(piece, 0, other.index);
    return { value, condition: undefined, whole: piece };
  }
  const match = conditional.exec(piece.text);
  if (!match?.[1] || !match[2] || !isClause(match[2]) || /\s(?:if|when|otherwise)\s/i.test(match[2])) return undefined;
  // "but 404 when it does not"
  if (/\b(?:does|do|is|are|has|have)\s+not$/i.test(match[2]))
    return { value: part(piece, 0, match[1].length), condition: undefined, whole: piece };
  const start = piece.text.length - match[2].length;
  return { value: part(piece, 0, match[1].length), condition: part(piece, start), whole: piece };
}

/** "403", "a warning", "rejects the request", but no clause with a subject of its own. */
const isValue = (text: string): boolean =>
  text.split(/\s+/).length <= 8 && (!isClause(text) || isThirdPerson(/^\S*/.exec(text)?.[0] ?? ''));

/** The verb of the first branch holds for a mere value. */
function predicateOf({ predicate }: Statement, value: Phrase): Phrase {
  const [verb = '', ...rest] = value.text.split(/\s+/);
  if (isThirdPerson(verb) && rest.length > 0) return toBase(value);
  if (isBaseVerb(verb) && /^(?:the|an?|its|all|no)$/.test(rest[0] ?? '')) return value;
  return { ...value, text: `${verbPhrase(predicate.text.replaceAll(/\s+/g, ' ')).verb} ${value.text}` };
}

function branchSeed(statement: Statement, branch: Branch, list: Circumstance[]): KnownSeed {
  const outcome = outcomeOf(statement);
  return {
    type: branch.condition ? 'positive' : 'negative',
    technique: 'decision_table',
    statement: demanded(list, outcome),
    evidence: [...(branch.condition ? [branch.condition] : []), branch.value],
    polarity: 'positive',
    trigger: triggerOf(list),
    response: outcome.predicate.replace(/^be /, ''),
    values: [],
    computed: [],
    facts: { circumstances: list, role: '', attempt: '', outcome, measure: undefined, title: '', data: {} },
  };
}
