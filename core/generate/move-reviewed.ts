import type { LockedRequirement } from '../lock/lock.ts';
import type { CoverageItem, Requirement, TestCase } from '../types.ts';
import { matchItem } from './match-item.ts';

type Known = { requirement: Requirement; items: CoverageItem[]; earlier: LockedRequirement | undefined };

/**
 * A case that a person reviewed (`isReviewed`) after its requirement changed is about the requirement as it is now: one whose
 * items are all gone moves to the item that it fits best, with the quotes of that item. Of several items those that
 * are left stay. `moved`: ids of the cases that got a new item.
 */
export function moveReviewed(
  cases: TestCase[],
  known: Known,
  isReviewed: (one: TestCase) => boolean,
): { cases: TestCase[]; moved: Set<string> } {
  const present = new Map(known.items.map((item) => [item.id, item]));
  const isLost = (each: TestCase) =>
    each.coverage_items.length > 0 && !each.coverage_items.some((id) => present.has(id)) && isReviewed(each);
  const taken = new Set(
    cases
      .filter((each) => each.written_by === 'human' || each.status !== 'draft')
      .flatMap((each) => each.coverage_items),
  );
  const moved = new Set<string>();
  const now = cases.map((each) => {
    if (!isLost(each)) return each;
    moved.add(each.id);
    const item = matchItem(each, known, taken);
    if (!item) return { ...each, coverage_items: [], evidence: [] };
    taken.add(item.id);
    const { type, technique, evidence } = item;
    return { ...each, type, technique, evidence, coverage_items: [item.id] };
  });
  return { cases: now, moved };
}
