import { criterionHash, statementHash } from './lock/content-hash.ts';
import type { Requirement } from './types.ts';

export type RequirementChange = 'new' | 'changed' | 'unchanged';

/**
 * What became of the requirements of one document between two versions, by id. Only content counts: a moved, wrapped or
 * renumbered line is no change.
 */
export function compareRequirements(
  before: Requirement[],
  after: Requirement[],
): { changes: Map<string, RequirementChange>; removed: Requirement[] } {
  const earlier = new Map(before.map((each) => [each.id, contentOf(each)]));
  const changes = after.map((each): [string, RequirementChange] => {
    const known = earlier.get(each.id);
    if (known === undefined) return [each.id, 'new'];
    return [each.id, known === contentOf(each) ? 'unchanged' : 'changed'];
  });
  const present = new Set(after.map(({ id }) => id));
  return { changes: new Map(changes), removed: before.filter(({ id }) => !present.has(id)) };
}

function contentOf(requirement: Requirement): string {
  const criteria = requirement.criteria.map((each) => [each.id, criterionHash(each)]);
  return JSON.stringify([statementHash(requirement), criteria]);
}
