import { definite } from '../text/noun-phrase.ts';
import { verbPhrase } from '../text/verb-phrase.ts';
import type { Outcome } from '../types.ts';
import { circumstances, triggerOf } from './circumstances.ts';
import { limitPoints, type Point } from './limit-points.ts';
import { capacity, limitedInput, type LimitedInput } from './limited-input.ts';
import { outcomeOf } from './predicate.ts';
import { resolutionNote } from './quantity.ts';
import type { Seed } from './seed.ts';
import type { Statement } from './statement.ts';

/** A limit on what the user or the environment supplies: values on both sides of each bound (worked example 4). */
export function deriveInputLimit(statement: Statement): Seed[] | undefined {
  const input = limitedInput(statement);
  return (
    input &&
    limitPoints(input.limit, input.step).map((point) =>
      pointSeed(statement, input, input.turned ? { ...point, inside: !point.inside } : point),
    )
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
  if (!inside && capacity.test(statement.predicate.text))
    return { ...common, question: `What shall ${actor || 'the system'} do with ${object}?` };
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
  if (by !== 'acceptor') return { actor: definite(object), predicate: 'be accepted', form: 'base', negated: !inside };
  const { verb } = verbPhrase(statement.predicate.text);
  const named = /\bof\b/.test(object) ? definite(object) : object;
  return { actor: outcomeOf(statement).actor, predicate: `${verb} ${named}`, form: 'base', negated: !inside };
}

function supplyVerb(statement: Statement, { by }: LimitedInput, object: string): string {
  const { verb } = verbPhrase(statement.predicate.text);
  if (by === 'person') return verb;
  if (capacity.test(verb)) return 'use';
  return /\b(?:file|upload|image|document|request|message|order|parcel)/i.test(object) ? 'submit' : 'enter';
}
