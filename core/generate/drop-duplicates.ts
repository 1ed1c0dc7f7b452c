import type { TestCase } from '../types.ts';

/**
 * Cases of one requirement that say the same (preconditions, steps, data and result) become one, which then covers the
 * items of all; the first stays. `dropped` are the ids of the others.
 */
export function dropDuplicates(cases: TestCase[]): { cases: TestCase[]; dropped: string[] } {
  const first = new Map<string, TestCase>();
  const dropped: string[] = [];
  for (const each of cases) {
    const key = sameness(each);
    const earlier = first.get(key);
    if (earlier) {
      dropped.push(each.id);
      first.set(key, { ...earlier, coverage_items: [...new Set([...earlier.coverage_items, ...each.coverage_items])] });
    } else {
      first.set(key, each);
    }
  }
  return { cases: [...first.values()], dropped };
}

/** Two cases with the same key tell a tester to do and to expect the same. */
export function sameness({ preconditions, steps, expected_result, test_data }: TestCase): string {
  const data = Object.values(test_data).map(plain).toSorted();
  return JSON.stringify([preconditions.map(plain), steps.map(plain), plain(expected_result), data]);
}

/** Case, quotes, stops and white space make no difference; a sign or a decimal point does. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/["'`“”„‘’]/g, '')
    .replace(/[.,;:!?]+(?=\s|$)/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
