import { type Lock, lockedOf, type LockedRequirement } from '../lock/lock.ts';
import type { FindingOptions } from '../plan/finding-options.ts';
import { planDocument } from '../plan/plan-document.ts';
import type { ParsedDocument, Plan } from '../types.ts';

type Known = { locked: LockedRequirement[]; options: FindingOptions | undefined; plan: Plan };

// A run asks for the same plan to see what is due, to write it and to judge it, and planning is most of its work. The last
// two are kept: of what is committed, and of what would be.
const latest = new WeakMap<ParsedDocument, Known[]>();
const kept = 2;

/** Plans a document so that items which the lockfile knows keep their numbers; findings are as loud as `options` say. */
export function planAgain(document: ParsedDocument, lock: Lock, options?: FindingOptions): Plan {
  const locked = lock.requirements;
  const same = known(document, locked, options);
  if (same) return same.plan;
  const earlier = lockedOf(lock, document.path).map(({ id, items, next }) => [id, { numbers: items, next }] as const);
  const plan = planDocument(document, Object.fromEntries(earlier), options ?? {});
  keepPlan(document, { lock, options, plan });
  return plan;
}

/** Whether `planAgain` would only look it up. */
export function isPlanned(document: ParsedDocument, lock: Lock, options?: FindingOptions): boolean {
  return known(document, lock.requirements, options) !== undefined;
}

/** Keeps a plan that was made elsewhere, in another thread, for `planAgain`. */
export function keepPlan(
  document: ParsedDocument,
  { lock, options, plan }: { lock: Lock; options: FindingOptions | undefined; plan: Plan },
): void {
  const earlier = latest.get(document) ?? [];
  latest.set(document, [{ locked: lock.requirements, options, plan }, ...earlier].slice(0, kept));
}

function known(
  document: ParsedDocument,
  locked: LockedRequirement[],
  options: FindingOptions | undefined,
): Known | undefined {
  return latest.get(document)?.find((each) => each.locked === locked && each.options === options);
}
