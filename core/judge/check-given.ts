import { checkCase } from '../check/check-case.ts';
import { isNegated } from '../text/polarity.ts';
import { actingStems, overlap } from '../text/words.ts';
import type { TestCase, Verdict } from '../types.ts';
import { completeCase, type GivenCase } from './complete-case.ts';
import type { Target } from './target.ts';

/** Judges a case for one item. */
export function checkGiven(given: GivenCase, target: Target): { candidate: TestCase; verdict: Verdict } {
  const { document, requirement, demand } = target;
  const candidate = completeCase(given, target);
  const draft = target.draft();
  // A model rewords its draft; somebody else's case may set up more, such as "the account is not blocked".
  const compared = draft && actsNegated(candidate, target) !== actsNegated(draft, target) ? draft : undefined;
  return {
    candidate,
    verdict: checkCase(candidate, { document, requirement, demand, ...(compared && { draft: compared }) }),
  };
}

/** Whether the steps, or the preconditions that speak of the condition, deny something. */
function actsNegated({ preconditions, steps }: TestCase, { demand }: Target): boolean {
  const wanted = actingStems(demand.trigger);
  const about = preconditions.filter((each) => wanted.length > 0 && overlap(wanted, each) >= 0.5);
  return isNegated([...about, ...steps].join('\n'));
}
