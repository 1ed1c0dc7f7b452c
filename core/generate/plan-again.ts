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
  const known = latest.get(document) ?? [];
  const same = known.find((each) => each.locked === locked && each.options === options);
  if (same) return same.plan;
  const earlier = lockedOf(lock, document.path).map(({ id, items, next }) => [id, { numbers: items, next }] as const);
  const plan = planDocument(document, Object.fromEntries(earlier), options ?? {});
  latest.set(document, [{ locked, options, plan }, ...known].slice(0, kept));
  return plan;
}
