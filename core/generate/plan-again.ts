import { type Lock, lockedOf } from '../lock/lock.ts';
import type { FindingOptions } from '../plan/finding-options.ts';
import { planDocument } from '../plan/plan-document.ts';
import type { ParsedDocument, Plan } from '../types.ts';

/** Plans a document so that items which the lockfile knows keep their numbers; findings are as loud as `options` say. */
export function planAgain(document: ParsedDocument, lock: Lock, options: FindingOptions = {}): Plan {
  const earlier = lockedOf(lock, document.path).map(({ id, items, next }) => [id, { numbers: items, next }] as const);
  return planDocument(document, Object.fromEntries(earlier), options);
}
