import type { Finding, Requirement } from '../types.ts';
import type { Seed } from './seed.ts';
import type { Testable } from './testable.ts';

/** A decision table of four conditions; more items of one statement nobody reviews. */
const mostItems = 16;

const isRedundant = ({ statement }: Seed): boolean => statement.endsWith('(redundant)');

/** What a reviewer would keep: rows that an earlier row decides go first, then what comes last. */
export function mostUseful(seeds: Seed[]): Seed[] {
  if (seeds.length <= mostItems) return seeds;
  const kept = new Set(
    [...seeds.filter((seed) => !isRedundant(seed)), ...seeds.filter(isRedundant)].slice(0, mostItems),
  );
  return seeds.filter((seed) => kept.has(seed));
}

/** Says that not every item of a statement was kept. */
export const tooMany = (requirement: Requirement, one: Testable): Finding => ({
  rule: 'too_many_items',
  severity: 'warning',
  message: `More than ${mostItems} coverage items in one statement: the others are left out; split it`,
  requirement_id: requirement.id,
  ...(one.criterion_id === undefined ? {} : { criterion_id: one.criterion_id }),
  source: one.source,
  blocks: [],
});
