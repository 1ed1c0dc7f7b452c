import { oppositesUsed } from '../text/polarity.ts';
import { contentStems, overlap } from '../text/words.ts';
import type { Demand } from '../types.ts';
import { failure, type Check } from './check-context.ts';

/** Share of the outcome's words that must be named; the rest may be said in other words. */
const named = 0.6;

/**
 * Share (0–1) of the outcome that a result states. "Rejects" states "accept" by its opposite; polarity decides whether
 * that is right.
 */
export function statedShare(demand: Demand, result: string): number {
  const turned = oppositesUsed(demand.response, result).length > 0;
  const text = turned ? `${result} ${demand.response.split(/\s+/)[0]}` : result;
  return overlap(contentStems(demand.response), text);
}

/** The expected result names the outcome of this very item. */
export const checkResponse: Check = (candidate, { demand }) =>
  statedShare(demand, candidate.expected_result) >= named
    ? []
    : [
        failure(
          'response',
          `The expected result does not state: ${demand.response}`,
          `State in the expected result: ${demand.response}`,
        ),
      ];
