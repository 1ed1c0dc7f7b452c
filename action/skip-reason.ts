import type { Target } from './event.ts';
import type { Inputs } from './inputs.ts';

/** Put on a pull request that nobody wants casewright to look at. */
const skipLabel = 'skip-casewright';

export type SkipReason = 'draft' | 'label';

/** Why a pull request is not looked at. A draft is, where comments are wanted always. */
export function skipReason(target: Target, { comment }: Pick<Inputs, 'comment'>): SkipReason | undefined {
  if (target.kind !== 'pull_request') return undefined;
  if (target.labels.includes(skipLabel)) return 'label';
  return target.isDraft && comment !== 'always' ? 'draft' : undefined;
}
