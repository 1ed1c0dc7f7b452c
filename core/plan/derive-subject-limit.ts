import { headNoun, isPerson, isPlural, lowerFirst, oneOf } from '../text/noun-phrase.ts';
import { triggerOf, circumstances } from './circumstances.ts';
import { findLimit, type Limit } from './limit.ts';
import { limitPoints, type Point } from './limit-points.ts';
import { part, type Phrase } from './phrase.ts';
import { outcomeOf } from './predicate.ts';
import { resolutionNote, type Quantity } from './quantity.ts';
import type { KnownSeed, Seed } from './seed.ts';
import type { Statement } from './statement.ts';

/** "Coins under 10 cents are rejected": the limit chooses whom or what the sentence is about. */
export function deriveSubjectLimit(statement: Statement): Seed[] | undefined {
  const { form } = statement;
  // "Only images smaller than 5 MB are accepted": the others are not, which the limit says anyway.
  const only = /^only\s+/i.exec(statement.subject?.text ?? '');
  const subject = statement.subject && part(statement.subject, only?.[0].length ?? 0);
  const limit = subject && form === 'base' ? findLimit(subject.text) : undefined;
  // A subject of numbers only ("at least two nurses") is no choice; neither is a negative one.
  if (!subject || !limit || limit.from === 0 || /^no\b/i.test(subject.text) || isNumbering(subject.text, limit))
    return undefined;
  if (statement.conditions.some(({ keyword }) => /^(?:unless|except)$/.test(keyword))) return undefined;
  return limitPoints(limit)
    .filter(({ bound }) => bound !== undefined)
    .map((point) => pointSeed(statement, { subject, limit, point }));
}

/** "Levels 2 to 10" are named by their numbers, not chosen by a limit. */
function isNumbering(subject: string, limit: Limit): boolean {
  const before = subject.slice(0, limit.from).trim();
  return (
    limit.kind === 'range' &&
    limit.high.unit === '' &&
    /^\d/.test(subject.slice(limit.from)) &&
    !isPerson(before) &&
    !/\s(?:of|with|aged|for|in|at)$/i.test(before)
  );
}

type Build = { subject: Phrase; limit: Limit; point: Point };

function pointSeed(statement: Statement, { subject, limit, point: { at, inside, bound } }: Build): KnownSeed {
  const thing = lowerFirst(valued(subject.text, limit, at));
  const negated = inside ? statement.negated : !statement.negated;
  const outcome = { ...outcomeOf({ ...statement, negated }), actor: thing };
  const around = circumstances(statement);
  const person = isPerson(headNoun(thing));
  const doing = person ? personal(statement, thing) : { role: '', attempt: `${supplying(thing)} ${thing}` };
  const list =
    person && doing.role === ''
      ? [...around, { role: 'state' as const, text: `there ${isPlural(thing) ? 'are' : 'is'} ${thing}` }]
      : around;
  const data: Record<string, string> = { value: at.text };
  if (bound && at !== bound) data['resolution'] = resolutionNote(bound);
  return {
    type: 'boundary',
    technique: 'boundary_value_analysis',
    statement: `${thing} (${at === bound ? 'at the limit' : 'one step beside the limit'}) shall ${negated ? 'not ' : ''}${outcome.predicate}`,
    evidence: [subject, part(subject, limit.from, limit.to), statement.predicate],
    polarity: negated ? 'negative' : 'positive',
    trigger: triggerOf(list, doing.role === '' && person ? '' : thing),
    response: outcome.predicate.replace(/^be /, ''),
    values: [at.text],
    computed: [String(at.value)],
    facts: {
      circumstances: list,
      ...doing,
      outcome: doing.role === '' ? outcome : { ...outcome, actor: doing.role.replace(/^an?\s/, 'the ') },
      measure: undefined,
      title: '',
      data,
    },
  };
}

/** Who acts is tried in that role; what is done to somebody needs only that somebody is there. */
function personal(statement: Statement, thing: string): { role: string; attempt: string } {
  const predicate = outcomeOf(statement).predicate;
  return /^(?:be|have|get|receive|see|hear|obtain)\b/.test(predicate)
    ? { role: '', attempt: '' }
    : { role: oneOf(thing), attempt: predicate };
}

const supplying = (thing: string): string =>
  /\b(?:file|upload|image|document|request|message|order|parcel|transaction|payment|claim|report)/i.test(thing)
    ? 'submit'
    : 'use';

/** The subject at a value: "files larger than 10 MB" → "files of 11 MB", "children under 6" → "children aged 5". */
export function valued(subject: string, limit: Limit, at: Quantity): string {
  const before = subject.slice(0, limit.from).trimEnd();
  const after = subject.slice(limit.to).replace(/^\s*(?:years?\s+)?(?:old|of age)\b/i, '');
  const linked =
    /\s(?:of|with|for|in|at|by|containing|having|lasting|weighing|costing|taking|last|take|weigh|cost|contain|have|has|takes|lasts|weighs|costs|contains)$/i.test(
      before,
    );
  const noun = before.replace(/\s+(?:aged|(?:that|which|who) (?:is|are))$/i, '');
  if (isPerson(noun) && (at.unit === '' || /^years?$/i.test(at.unit))) return `${noun} aged ${at.text}${after}`;
  if (linked && noun === before) return `${before} ${at.text}${after}`;
  const joint = /^(?:characters?|pages?|items?|digits?|words?|lines?|entries|articles?)$/i.test(at.unit)
    ? 'with'
    : 'of';
  return `${noun} ${joint} ${at.text}${after}`;
}
