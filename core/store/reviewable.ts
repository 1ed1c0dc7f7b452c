import { problem } from '../errors.ts';
import { gate } from '../gate.ts';
import type { Lock } from '../lock/lock.ts';
import type { Gated } from '../trace/judgement.ts';
import type { Plan, Problem } from '../types.ts';
import type { NamedCase } from './find-cases.ts';
import type { ReviewAction } from './review-actions.ts';

/** What accepting all means: drafts that say what their requirement says now. Ideas and stale cases are named one by one. */
export function acceptableDrafts({ documents, lock }: { documents: Gated[]; lock: Lock }): NamedCase[] {
  const { stale, orphaned } = gate({ documents, lock }, { require: 'drafted', failOn: [] });
  const left = new Set([...stale, ...orphaned]);
  return documents.flatMap(({ document, suite }) =>
    (suite?.test_cases ?? [])
      .filter((each) => each.status === 'draft' && !each.inferred && !left.has(`${document}:${each.id}`))
      .map((given) => ({ document, given })),
  );
}

/** Why an action does not fit a case; empty where it does. */
export function reviewFaults(
  action: ReviewAction,
  { document, given }: NamedCase,
  plans: ReadonlyMap<string, Plan>,
): Problem[] {
  if (action === 'promote' && !given.inferred) {
    const message = `${document}:${given.id} is no idea: it is demanded by its requirement`;
    return [problem({ code: 'no_idea', message, hint: `Use casewright review accept ${given.id}.` })];
  }
  if (action === 'accept' && given.inferred) {
    const message = `${document}:${given.id} is an idea: no requirement demands it`;
    const hint = `Use casewright review promote ${given.id} to make it a case of yours.`;
    return [problem({ code: 'is_idea', message, hint })];
  }
  const items = plans.get(document)?.coverage_items;
  const isGone = items !== undefined && !items.some(({ id }) => given.coverage_items.includes(id));
  if (action === 'accept' && given.coverage_items.length > 0 && isGone) {
    const message = `${document}:${given.id} is about something that its requirement does not say any more`;
    const hint = 'Run casewright generate and accept the case that takes its place, or reject this one.';
    return [problem({ code: 'item_gone', message, hint })];
  }
  return [];
}
