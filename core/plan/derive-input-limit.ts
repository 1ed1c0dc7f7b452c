import { definite, headNoun, lowerFirst } from '../text/noun-phrase.ts';
import { verbPhrase } from '../text/verb-phrase.ts';
import type { Outcome } from '../types.ts';
import { circumstances, triggerOf } from './circumstances.ts';
import { limitPoints, type Point } from './limit-points.ts';
import { capacity, limitedInput, supplied, type LimitedInput } from './limited-input.ts';
import { outcomeOf } from './predicate.ts';
import { resolutionNote } from './quantity.ts';
import type { Seed } from './seed.ts';
import type { Statement } from './statement.ts';

/** "operate at temperatures from …": no thing, but where it is used. */
const prepositional = /^(?:at|in|with|under|on)\b/i;

/** A limit on what the user or the environment supplies: values on both sides of each bound (worked example 4). */
export function deriveInputLimit(statement: Statement): Seed[] | undefined {
  const input = limitedInput(statement);
  if (!input) return undefined;
  // "support at least 500 users": nobody asks about fewer.
  const { limit } = input;
  const roomy =
    input.by === 'acceptor' &&
    limit.kind === 'bound' &&
    limit.bound === 'at_least' &&
    capacity.test(statement.predicate.text);
  const points = limitPoints(limit, input.step).filter(({ inside }) => inside || !roomy);
  const seeds = points.map((point) =>
    pointSeed(statement, input, input.turned ? { ...point, inside: !point.inside } : point),
  );
  return [...seeds, ...furtherParts(statement, input)];
}

/** "at least one digit, one letter and one special character": each further part is missing once. */
function furtherParts(statement: Statement, input: LimitedInput): Seed[] {
  const { limit } = input;
  if (limit.kind !== 'bound' || limit.bound !== 'at_least' || input.by !== 'thing' || limit.at.value !== 1) return [];
  const complete = input.with(limit.at);
  return [...complete.matchAll(/(,\s+(?:and\s+)?|\s+and\s+)(?:one|1|an?)\s+([^,]{1,40}?)(?=,|\s+and\s|$)/gi)].map(
    (piece) => {
      const without = `${complete.slice(0, piece.index)}${piece[1]}no ${piece[2]}${complete.slice(piece.index + piece[0].length)}`;
      // Beside the limit, not at it.
      const point = { at: limit.at, inside: false, bound: { ...limit.at } };
      return pointSeed(statement, { ...input, with: () => without }, point);
    },
  );
}

function pointSeed(statement: Statement, input: LimitedInput, { at, inside, bound }: Point): Seed {
  const object = input.with(at);
  const place = bound ? (at === bound ? 'at the limit' : 'one step beyond the limit') : 'inside the limits';
  const common = {
    type: bound ? ('boundary' as const) : ('positive' as const),
    technique: bound ? ('boundary_value_analysis' as const) : ('equivalence_partitioning' as const),
    statement: `${object} (${place})`,
    evidence: [input.by === 'thing' && statement.subject ? statement.subject : statement.predicate, input.span],
  };
  const { actor } = outcomeOf(statement);
  if (!inside && input.by === 'acceptor' && capacity.test(statement.predicate.text))
    return {
      ...common,
      question: `What shall ${actor || 'the system'} do ${prepositional.test(object) ? '' : 'with '}${object}?`,
    };
  const outcome = outcomeFor(statement, input, { object, inside });
  const around = circumstances(statement);
  const data: Record<string, string> = { value: at.text };
  if (bound && at !== bound && input.step === undefined) data['resolution'] = resolutionNote(bound);
  return {
    ...common,
    polarity: outcome.negated ? 'negative' : 'positive',
    trigger: triggerOf(around, object),
    response: outcome.predicate.replace(/^be /, ''),
    values: [at.text],
    computed: [String(at.value)],
    facts: {
      circumstances: around,
      role: '',
      attempt: `${supplyVerb(statement, input, object)} ${object}`,
      outcome,
      measure: undefined,
      title: '',
      data,
    },
  };
}

function outcomeFor(
  statement: Statement,
  { by }: LimitedInput,
  { object, inside }: { object: string; inside: boolean },
): Outcome {
  if (by !== 'acceptor') return { actor: whole(object), predicate: 'be accepted', form: 'base', negated: !inside };
  const { verb } = verbPhrase(statement.predicate.text);
  const named = prepositional.test(object) ? object : /\bof\b/.test(object) ? definite(object) : object;
  return { actor: outcomeOf(statement).actor, predicate: `${verb} ${named}`, form: 'base', negated: !inside };
}

/** The value may stand behind a relative clause, which belongs to the thing. */
const whole = (object: string): string =>
  /\s(?:who|that|which|whose)\s/i.test(object) ? object.replace(/^an?\s+/i, 'the ') : definite(object);

function supplyVerb(statement: Statement, { by }: LimitedInput, object: string): string {
  const { verb } = verbPhrase(statement.predicate.text);
  if (by === 'person')
    return /^(?:have|hold|own|contain|need|require)$/i.test(verb)
      ? `give ${lowerFirst(statement.subject?.text ?? 'somebody')}`
      : verb;
  if (capacity.test(verb)) return prepositional.test(object) ? `use ${outcomeOf(statement).actor}` : 'use';
  if (/\b(?:file|upload|image|document|request|message|order|parcel)/i.test(object)) return 'submit';
  // "a team with six players": nothing that a form asks for.
  return by === 'thing' &&
    /^(?:an?|each|every)\s/i.test(statement.subject?.text ?? '') &&
    !supplied.test(headNoun(statement.subject?.text ?? ''))
    ? 'create'
    : 'enter';
}
