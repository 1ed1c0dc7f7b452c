import { oppositesUsed } from '../text/polarity.ts';
import { contentStems, overlap } from '../text/words.ts';
import { failure, type Check } from './check-context.ts';

const named = 0.6;

/** The expected result names the outcome of this very item. */
export const checkResponse: Check = (candidate, { demand }) => {
  const wanted = contentStems(demand.response);
  const turned = oppositesUsed(demand.response, candidate.expected_result);
  // "rejects" names the outcome "accept" by its opposite; polarity decides whether that is right.
  const text =
    turned.length > 0 ? `${candidate.expected_result} ${demand.response.split(/\s+/)[0]}` : candidate.expected_result;
  if (overlap(wanted, text) >= named) return [];
  return [
    failure(
      'response',
      `The expected result does not state: ${demand.response}`,
      `State in the expected result: ${demand.response}`,
    ),
  ];
};
