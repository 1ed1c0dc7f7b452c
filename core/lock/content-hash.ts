import { contentHash } from '../text/hash.ts';
import type { Criterion, Requirement, TestCase } from '../types.ts';

/** Of what a person may edit in a case. Marks the case as edited when it differs from the lockfile's. */
export function caseHash(candidate: TestCase): string {
  const { title, priority, preconditions, steps, expected_result, test_data } = candidate;
  const data = Object.entries(test_data).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return contentHash(JSON.stringify([title, priority, preconditions, steps, expected_result, data]));
}

/** Of a requirement's own statement: its criteria have their own. */
export function statementHash({ text }: Requirement): string {
  return contentHash(text);
}

export function criterionHash({ text }: Criterion): string {
  return contentHash(text);
}
