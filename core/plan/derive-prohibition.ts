import { verbPhrase } from '../text/verb-phrase.ts';
import { circumstances, demanded, triggerOf } from './circumstances.ts';
import { definite } from '../text/noun-phrase.ts';
import { oppositeObject } from './opposite-object.ts';
import { outcomeOf } from './predicate.ts';
import type { KnownSeed, Seed } from './seed.ts';
import type { Statement } from './statement.ts';

/** "shall not forward a message whose checksum is invalid": the forbidden one, and the one that is not (worked example 3). */
export function deriveProhibition(statement: Statement): Seed[] | undefined {
  if (statement.form !== 'base' || !statement.subject) return undefined;
  const only = /^only\s+/i.exec(statement.predicate.text);
  const { verb, object, rest } = verbPhrase(statement.predicate.text.slice(only?.[0].length ?? 0));
  if (only) {
    const other = rest === '' ? oppositeObject(object) : undefined;
    return other
      ? [
          seedFor(statement, { object, rest, verb, negated: false }),
          seedFor(statement, { object: other, rest, verb, negated: true }),
        ]
      : undefined;
  }
  if (!statement.negated) return undefined;
  if ((object === '' && !/^(?:without|with no)\s/i.test(rest)) || verb === 'be' || verb === 'have') return undefined;
  const opposite = rest === '' && !isLocating(object) ? oppositeObject(object) : undefined;
  // "shall not send location data without consent": with consent it may.
  const lifted = /^(?:without|with no)\s/i.test(rest) ? oppositeObject(`it ${rest}`)?.slice('it '.length) : undefined;
  const forbidden = seedFor(statement, { object, rest, verb, negated: true });
  return opposite && statement.conditions.length === 0
    ? [forbidden, seedFor(statement, { object: opposite, rest, verb, negated: false })]
    : lifted && statement.conditions.length === 0
      ? [forbidden, seedFor(statement, { object, rest: lifted, verb, negated: false })]
      : [forbidden];
}

const place = String.raw`(?:in|on|at|from|inside|within|outside|under|behind|between|among)\b`;
const located = new RegExp(
  String.raw`^(?:(?:is|are)|(?:stands?|lies?|lays?|occurs?|appears?|comes?|originates?|sits?|resides?|lives?|stems?)(?:\s(?:only|also))?)\s${place}`,
  'i',
);

/**
 * "a sequence that stands in a document", "a password that a user enters": the clause tells where a thing is or who gave
 * it, not why it is forbidden, so nobody demands it of others.
 */
function isLocating(object: string): boolean {
  const clause = /\s(?:that|which|who)\s+(.*)$/is.exec(object)?.[1];
  if (clause === undefined) return false;
  return located.test(clause) || /^(?:the|an?|its|their|every|each|any|it|they|he|she|we|you)\s/i.test(clause);
}

type Build = { verb: string; object: string; rest: string; negated: boolean };

function seedFor(statement: Statement, { verb, object, rest, negated }: Build): KnownSeed {
  const around = circumstances(statement);
  const actor = outcomeOf(statement).actor;
  const restricted = definite(object) !== `the ${object}` && /\s(?:whose|that|which|who)\s/i.test(object);
  const joined = (thing: string): string => [verb, thing, rest].filter(Boolean).join(' ');
  const result = joined(restricted ? definite(object) : object);
  return {
    type: negated ? 'negative' : 'positive',
    technique: statement.conditions.some(({ keyword }) => /^(?:while|until)$/.test(keyword))
      ? 'state_transition'
      : statement.conditions.length > 0
        ? 'cause_effect'
        : 'equivalence_partitioning',
    statement: restricted
      ? `${actor} meets ${object}`
      : demanded(around, { actor, predicate: result, form: 'base', negated }),
    evidence: [statement.predicate, ...statement.conditions.map(({ phrase }) => phrase)],
    polarity: negated ? 'negative' : 'positive',
    trigger: triggerOf(around, object),
    response: result,
    values: [],
    computed: [],
    facts: {
      circumstances: around,
      role: '',
      attempt:
        rest === '' && (restricted || oppositeObject(object))
          ? `give ${actor} ${object}`
          : negated
            ? `try to make ${actor} ${joined(object)}`
            : `cause ${actor} to ${joined(object)}`,
      outcome: { actor, predicate: result, form: 'base', negated },
      measure: undefined,
      title: `${negated ? 'do not ' : ''}${joined(object)}`,
      data: {},
    },
  };
}
