import { type Lock, lockedOf } from '../lock/lock.ts';
import { planDocument } from '../plan/plan-document.ts';
import type { ParsedDocument, Plan } from '../types.ts';

/** Plans a document so that items which the lockfile knows keep their numbers. */
export function planAgain(document: ParsedDocument, lock: Lock): Plan {
  const earlier = lockedOf(lock, document.path).map(({ id, items, next }) => [id, { numbers: items, next }] as const);
  return planDocument(document, Object.fromEntries(earlier));
}
