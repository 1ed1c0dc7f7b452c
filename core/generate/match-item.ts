import { criterionHash } from '../lock/content-hash.ts';
import type { LockedRequirement } from '../lock/lock.ts';
import { contentStems, overlap } from '../text/words.ts';
import type { CoverageItem, Requirement, TestCase } from '../types.ts';

type Known = { requirement: Requirement; items: CoverageItem[]; earlier: LockedRequirement | undefined };

/**
 * The present item that a case fits best, should none of its own be left: of the same type and technique first, then of
 * the same criterion, then the one whose words it uses most. `taken` items come last; open ones never.
 */
export function matchItem(given: TestCase, known: Known, taken: ReadonlySet<string>): CoverageItem | undefined {
  const criterion = criterionOf(given, known);
  const said = [given.title, ...given.preconditions, ...given.steps, given.expected_result].join('\n');
  const rank = (item: CoverageItem) => [
    Number(!taken.has(item.id)),
    Number(item.type === given.type) + Number(item.technique === given.technique),
    Number(criterion !== undefined && item.criterion_id === criterion),
    overlap(contentStems(item.statement), said),
  ];
  return known.items
    .filter(({ expected_known }) => expected_known)
    .map((item) => ({ item, rank: rank(item) }))
    .toSorted((a, b) => compareRanks(b.rank, a.rank))[0]?.item;
}

/** Which criterion the case was written for, as far as its text is still known. */
function criterionOf(given: TestCase, { requirement, earlier }: Known): string | undefined {
  const basis = earlier?.cases[given.id]?.basis;
  const hashes = [
    ...requirement.criteria.map((each) => [each.id, criterionHash(each)] as const),
    ...Object.entries(earlier?.criteria ?? {}),
  ];
  return hashes.find(([, hash]) => hash === basis)?.[0];
}

function compareRanks(a: number[], b: number[]): number {
  const differing = a.findIndex((value, index) => value !== b[index]);
  return differing < 0 ? 0 : (a[differing] ?? 0) - (b[differing] ?? 0);
}
