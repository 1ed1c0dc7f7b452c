import { baseForm, isBaseVerb, isParticiple, isThirdPerson } from '../text/verbs.ts';
import { isClause } from '../text/clause.ts';
import { isPlural, lowerFirst } from '../text/noun-phrase.ts';
import { part, wholePhrase, type Phrase } from './phrase.ts';
import { leadingConditions, trailingConditions } from './split-conditions.ts';
import type { Condition, Modal, Statement } from './statement.ts';

const strongModal = /\b(shall|must)(?:\s+(not|never)\b|n[’']t\b)?(?:\s+|$)/i;
const weakModal = /\b(will|should|may|can|cannot|can[’']t|won[’']t)(?:\s+(not|never)\b)?\s+/i;
const wordy = /\b(?:(?:is|are) (?:required|able|allowed|permitted) to|needs? to|ha(?:s|ve) to)\s+/i;
const adverb = /^(?:immediately|always|automatically|also|then|only|still|correctly|at all times)\s+/i;

/** Longer ones are lists or tables in prose; arrows and bullets mark notes, not sentences. */
const longestSentence = 400;
const notation = /[→⇒⟶]|=>|->|[{}].*[{}].*[{}]|\|.*\|/;

/** Takes one sentence apart. A sentence that fits no pattern comes back whole (`form: 'finite'`), never wrongly split. */
export function analyseStatement(sentence: Phrase): Statement {
  const whole = part(
    sentence,
    0,
    wholePhrase(sentence.text).text.length + (sentence.text.length - sentence.text.trimStart().length),
  );
  if (whole.text.length > longestSentence || notation.test(whole.text)) {
    return {
      whole,
      conditions: [],
      subject: undefined,
      modal: 'none',
      negated: false,
      form: 'finite',
      predicate: whole,
    };
  }
  const branches = /[;,.]\s*(?:otherwise|else),?\s+/i.exec(whole.text);
  const first = branches ? part(whole, 0, branches.index) : whole;
  const { conditions: leading, main } = leadingConditions(first);
  const clause = analyseClause(main);
  const { conditions: trailing, main: predicate } = trailingConditions(clause.predicate);
  const conditions = [...leading, ...trailing].map((condition) => named(condition, clause.subject));
  const statement = restricted({ ...clause, whole, conditions, predicate });
  if (!branches) return statement;
  const other = analyseClause(leadingConditions(part(whole, branches.index + branches[0].length)).main);
  return {
    ...statement,
    otherwise: { subject: other.subject ?? clause.subject, negated: other.negated, predicate: other.predicate },
  };
}

/** "while in STANDBY mode": the subject of the main clause is meant. */
function named(condition: Condition, subject: Phrase | undefined): Condition {
  const { text } = condition.phrase;
  const bare = /^(?:in|on|at|off|under|within|outside|idle)\b/i.test(text) && !isClause(text);
  if (!bare || !subject || !/^(?:while|when|if|unless|until)$/.test(condition.keyword)) return condition;
  const clause = `${lowerFirst(subject.text)} ${isPlural(subject.text) ? 'are' : 'is'} ${text}`;
  return { ...condition, phrase: { ...condition.phrase, text: clause } };
}

/** "is only possible when …" restricts like "only when"; blanks keep the offsets. */
function restricted(statement: Statement): Statement {
  const only = /^\S+\s+(only\s)/i.exec(statement.predicate.text);
  if (!only?.[1] || !statement.conditions.some(({ keyword }) => /^(?:when|if|while|after)$/.test(keyword)))
    return statement;
  const text = statement.predicate.text.replace(only[1], ' '.repeat(only[1].length));
  return {
    ...statement,
    predicate: { ...statement.predicate, text },
    conditions: statement.conditions.map((condition) => ({ ...condition, keyword: 'only if' })),
  };
}

type Clause = Pick<Statement, 'subject' | 'modal' | 'negated' | 'form' | 'predicate'>;

function analyseClause(clause: Phrase): Clause {
  return (
    withModal(clause, strongModal) ?? withModal(clause, weakModal) ?? withModal(clause, wordy) ?? withoutModal(clause)
  );
}

function withModal(clause: Phrase, pattern: RegExp): Clause | undefined {
  const match = pattern.exec(withoutAsides(clause.text));
  if (!match || match.index === 0) return undefined;
  const subject = part(clause, 0, match.index);
  const written = (match[1] ?? 'must').toLowerCase();
  const negated = Boolean(match[2]) || /cannot|n[’']t/i.test(match[0]);
  let predicate = part(clause, match.index + match[0].length);
  if (predicate.text === '') return undefined;
  // "be able to export" is "export"; adverbs in front of the verb are not the verb.
  const filler = /^be (?:able|allowed|permitted|required) to\s+/i.exec(predicate.text) ?? adverb.exec(predicate.text);
  if (filler && filler[0].trim().toLowerCase() !== 'only') predicate = part(predicate, filler[0].length);
  return { subject, modal: modalName(written), negated, form: 'base', predicate };
}

/** An aside in parentheses holds no main verb; blanks keep the offsets. */
const withoutAsides = (text: string): string => text.replaceAll(/\([^()]*\)/g, (aside) => ' '.repeat(aside.length));

function modalName(written: string): Modal {
  if (written.startsWith('can')) return 'can';
  if (written.startsWith('won')) return 'will';
  return (['shall', 'must', 'will', 'should', 'may'] as const).find((name) => name === written) ?? 'must';
}

/** Present tense ("A cancelled order is refunded") and imperatives ("Show the balance"). */
function withoutModal(clause: Phrase): Clause {
  const unknown: Clause = {
    subject: undefined,
    modal: 'none',
    negated: /\b(?:not|never|no)\b/i.test(clause.text),
    form: 'finite',
    predicate: clause,
  };
  const tokens = [...withoutAsides(clause.text).matchAll(/[\p{L}][\p{L}’'-]*/gu)];
  const first = tokens[0];
  if (!first) return unknown;
  if (
    isBaseVerb(first[0]) &&
    !isParticiple(first[0]) &&
    tokens.length > 1 &&
    /^(?:the|an?|all|each|every|its?|their)$/i.test(tokens[1]?.[0] ?? '')
  ) {
    return { subject: undefined, modal: 'none', negated: false, form: 'base', predicate: clause };
  }
  const verb = tokens.find(
    (token, index) =>
      index > 0 &&
      isFiniteAt(clause.text, token, { before: tokens[index - 1]?.[0] ?? '', after: tokens[index + 1]?.[0] ?? '' }),
  );
  if (!verb) return unknown;
  const finite = part(clause, verb.index);
  const negated = /^(?:is|are|was|were|does|do|has|have)(?:\s+(?:not|never)|n[’']t)\b/i.test(finite.text);
  return { subject: part(clause, 0, verb.index), modal: 'present', negated, form: 'base', predicate: toBase(finite) };
}

/**
 * "accepts a quantity" → "accept  a quantity": the base form with its offsets kept, padded where it is shorter, so that
 * every slice of it still lies over the same characters of the statement.
 */
function toBase(finite: Phrase): Phrase {
  const negation = /^(?:(?:does|do)(?:\s+not|n[’']t)\s+)(?=\S)/i.exec(finite.text);
  if (negation) return part(finite, negation[0].length);
  const [, first = '', not = '', tail = ''] = /^(\S+)((?:\s+(?:not|never)|n[’']t)?)(.*)$/su.exec(finite.text) ?? [];
  const base = baseForm(first) ?? first;
  const later = tail.replaceAll(
    /((?:,|\s+and|\s+or)\s+)(\p{Ll}+)(?=\s+(?:the|an?|its|their|all|no)\b)/gu,
    (all, joint: string, word: string) =>
      isThirdPerson(word) ? `${joint}${(baseForm(word) ?? word).padEnd(word.length)}` : all,
  );
  const head = base.padEnd(first.length + not.length);
  return { text: `${head}${later}`, from: finite.to - head.length - later.length, to: finite.to };
}

/** Whether a word is the finite verb of the main clause, judged with the words around it. */
function isFiniteAt(
  text: string,
  token: RegExpExecArray,
  { before, after }: { before: string; after: string },
): boolean {
  const word = token[0].toLowerCase();
  // The verb of a relative clause belongs to the subject.
  if (/^(?:who|which|that|whose|whom)$/i.test(before)) return false;
  const front = text.slice(0, token.index);
  const relative = /\b(?:who|which|that)\b/i.exec(front);
  const passedOne = relative && /\b(?:is|are|has|have|was|were)\b/i.test(front.slice(relative.index));
  if (auxiliary.test(word)) return true;
  if (relative && !passedOne) return false;
  const noun = /^(?:the|an?|of|all|its|their|every|each|no|and|or|with|to|in|on|for|by|at|from)$/i.test(before);
  if (noun) return false;
  // "tests run", "changes do", "reports are": what looks like a verb is the plural noun in front of it.
  if (isThirdPerson(word)) return !auxiliary.test(after) && !isBaseVerb(after);
  return (
    isBaseVerb(word) &&
    after !== '' &&
    /[^sui']s$/i.test(before) &&
    !/^(?:is|was|has|does|always|its|this|his)$/i.test(before)
  );
}

const auxiliary = /^(?:is|are|was|were|has|have|does|do)$/i;
