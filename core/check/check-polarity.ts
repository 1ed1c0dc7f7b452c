import { isNegated, oppositesUsed } from '../text/polarity.ts';
import { failure, type Check } from './check-context.ts';

/**
 * A negative item must not expect the positive outcome, nor the other way round. "Rejects" counts as "does not accept":
 * an opposite verb turns the polarity like "not" does.
 */
export const checkPolarity: Check = (candidate, { demand }) => {
  const { actor, predicate, negated } = demand.facts.outcome;
  const wanted = negated || isNegated(`${actor} ${predicate}`);
  const opposite = oppositesUsed(demand.response, candidate.expected_result).length > 0;
  if ((isNegated(candidate.expected_result) !== opposite) === wanted) return [];
  return [
    wanted
      ? failure(
          'polarity',
          'The expected result states the outcome that must not happen',
          'Say in the expected result that it does not happen',
        )
      : failure(
          'polarity',
          'The expected result denies the outcome that must happen',
          'Say in the expected result that it happens',
        ),
  ];
};
