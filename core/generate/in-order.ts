import type { CoverageItem, TestCase } from '../types.ts';

/** Cases in the order of their items; what covers none comes last. */
export function inOrder(cases: TestCase[], { items }: { items: CoverageItem[] }): TestCase[] {
  const place = (each: TestCase) => {
    const index = items.findIndex(({ id }) => each.coverage_items.includes(id));
    return index < 0 ? items.length : index;
  };
  return cases.toSorted((a, b) => place(a) - place(b));
}

/** A kept case may hold the id that belongs to another item now; ids are unique in a file. */
export function freeId(id: string, kept: TestCase[]): string {
  const used = new Set(kept.map((each) => each.id));
  let free = id;
  while (used.has(free)) free += 'b';
  return free;
}
