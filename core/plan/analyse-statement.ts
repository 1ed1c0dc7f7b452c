import { antonym } from '../text/antonyms.ts';
import { isClause } from '../text/clause.ts';
import { isPlural, lowerFirst } from '../text/noun-phrase.ts';
import { isBaseVerb } from '../text/verbs.ts';
import { leadingAside } from './leading-aside.ts';
import { presentClause, withoutAsides, type Clause } from './present-clause.ts';
import { mainModal } from './main-modal.ts';
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
  const whole = withoutColon(
    part(
      sentence,
      0,
      wholePhrase(sentence.text).text.length + (sentence.text.length - sentence.text.trimStart().length),
    ),
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
  const { conditions: leading, main } = leadingConditions(withoutFirst(first));
  const { main: core, aside, condition } = leadingAside(main);
  const clause = analyseClause(core);
  const { conditions: trailing, main: predicate } = trailingConditions(clause.predicate);
  const conditions = [...leading, ...(condition ? [condition] : []), ...trailing].map((one) =>
    named(one, clause.subject),
  );
  const statement = restricted({ ...clause, whole, conditions, predicate, ...(aside ? { aside } : {}) });
  if (!branches) return statement;
  const second = leadingConditions(part(whole, branches.index + branches[0].length)).main;
  const commanded = !clause.subject && isBaseVerb(/^[\p{L}-]+/u.exec(second.text)?.[0] ?? '');
  const other = commanded ? { subject: undefined, negated: false, predicate: second } : analyseClause(second);
  return {
    ...statement,
    otherwise: { subject: other.subject ?? clause.subject, negated: other.negated, predicate: other.predicate },
  };
}

/** "The mixer shall: stop the motor": a blank keeps the offsets. */
const withoutColon = (phrase: Phrase): Phrase => ({
  ...phrase,
  text: phrase.text.replace(/\b(shall|must|should|will|can|may|to):(?=\s)/i, '$1 '),
});

/** "First the system …, then it …": the order is told by what follows. "FR-1: …" is a name. */
const withoutFirst = (phrase: Phrase): Phrase =>
  part(
    phrase,
    /^(?:\p{Lu}{2,}-\d+:\s+(?=\S)|(?:first|firstly|then|finally|additionally|also),?\s+(?=(?:the|an?|it|they)\s))/iu.exec(
      phrase.text,
    )?.[0].length ?? 0,
  );

/** "while in STANDBY mode": the subject of the main clause is meant. */
function named(condition: Condition, subject: Phrase | undefined): Condition {
  const { text } = condition.phrase;
  const adjective = /^\p{Ll}+$/u.test(text) && antonym(text) !== undefined;
  const bare = adjective || (/^(?:in|on|at|off|under|within|outside|idle)\b/i.test(text) && !isClause(text));
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

function analyseClause(clause: Phrase): Clause {
  return (
    withModal(clause, strongModal) ?? withModal(clause, weakModal) ?? withModal(clause, wordy) ?? presentClause(clause)
  );
}

function withModal(clause: Phrase, pattern: RegExp): Clause | undefined {
  const match = mainModal(withoutAsides(clause.text), pattern);
  // "MUST write the report": who must is the system, and stands nowhere in the text.
  const bare = match?.index === 0 && /^(?:must|shall)$/i.test(match[1] ?? '');
  if (!match || (match.index === 0 && !bare)) return undefined;
  const subject = bare ? { text: 'the system', from: clause.from, to: clause.from } : part(clause, 0, match.index);
  const written = (match[1] ?? 'must').toLowerCase();
  const negated = Boolean(match[2]) || /cannot|n[’']t/i.test(match[0]);
  let predicate = part(clause, match.index + match[0].length);
  if (predicate.text === '') return undefined;
  // "be able to export" is "export"; adverbs in front of the verb are not the verb.
  const filler = /^be (?:able|allowed|permitted|required) to\s+/i.exec(predicate.text) ?? adverb.exec(predicate.text);
  if (filler && filler[0].trim().toLowerCase() !== 'only') predicate = part(predicate, filler[0].length);
  return { subject, modal: modalName(written), negated, form: 'base', predicate };
}

function modalName(written: string): Modal {
  if (written.startsWith('can')) return 'can';
  if (written.startsWith('won')) return 'will';
  return (['shall', 'must', 'will', 'should', 'may'] as const).find((name) => name === written) ?? 'must';
}
