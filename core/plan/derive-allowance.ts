import { deriveCapability } from './derive-permission.ts';
import { part } from './phrase.ts';
import { isKnown, type Seed } from './seed.ts';
import type { Statement } from './statement.ts';
import { findAllowance } from './timed.ts';

/** "can silence an alarm for at most 2 minutes": still so just before, no longer when the time has passed. */
export function deriveAllowance(statement: Statement): Seed[] | undefined {
  const { predicate, form, negated, otherwise } = statement;
  const allowance = form === 'base' && !negated && !otherwise ? findAllowance(predicate.text) : undefined;
  if (!allowance || allowance.from === 0 || predicate.text.slice(allowance.to).trim() !== '') return undefined;
  const [seed, ...more] = deriveCapability({ ...statement, predicate: part(predicate, 0, allowance.from) }) ?? [];
  const state = seed && isKnown(seed) ? /^be\s+(.+)$/.exec(seed.facts.outcome.predicate)?.[1] : undefined;
  if (!seed || !isKnown(seed) || !state || more.length > 0) return undefined;
  const time = allowance.at.text;
  return [true, false].map((before): Seed => {
    const moment = `${before ? 'just before ' : ''}${time} have passed`;
    const outcome = { ...seed.facts.outcome, predicate: `be ${before ? 'still' : 'no longer'} ${state}` };
    return {
      ...seed,
      type: 'boundary',
      technique: 'boundary_value_analysis',
      statement: `${seed.statement}: ${before ? '' : 'when '}${moment}`,
      evidence: [predicate, part(predicate, allowance.from, allowance.to)],
      polarity: before ? 'positive' : 'negative',
      response: state,
      values: [time],
      facts: { ...seed.facts, outcome, measure: { moment }, title: '', data: { duration: time } },
    };
  });
}
