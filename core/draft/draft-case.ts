import type { Demand, Requirement, TestCase } from '../types.ts';
import { draftWording } from './draft-wording.ts';
import { priorityOf } from './priority.ts';

/** Id of the case of a coverage item: `REQ-7#2` → `TC-REQ-7-2`. */
export function caseId(itemId: string): string {
  return `TC-${itemId.replace(/#(\d+)$/, '-$1')}`;
}

/** A complete case from the requirement's own words. Score and notes are left to the checks. */
export function draftCase(demand: Demand, requirement: Requirement): TestCase {
  const { item } = demand;
  const wording = draftWording(demand);
  return {
    id: caseId(item.id),
    type: item.type,
    title: wording.title,
    priority: priorityOf(demand, requirement),
    preconditions: wording.preconditions,
    steps: wording.steps,
    expected_result: wording.expected_result,
    quality_score: 0,
    quality_notes: [],
    requirement_id: requirement.id,
    coverage_items: [item.id],
    technique: item.technique,
    test_data: wording.test_data,
    evidence: item.evidence,
    written_by: 'rules',
    inferred: false,
    status: 'draft',
  };
}
