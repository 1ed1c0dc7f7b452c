import type { CoverageItem, Question, Requirement, Summary, TestCase } from '../types.ts';

/** What the model did in a run. */
export type ModelUse = Pick<Summary, 'model_calls' | 'retries' | 'first_attempt_valid' | 'rejected_by_check'>;

export const noModelUse: ModelUse = { model_calls: 0, retries: 0, first_attempt_valid: 0, rejected_by_check: {} };

export function addModelUse(a: ModelUse, b: ModelUse): ModelUse {
  const rejected = { ...a.rejected_by_check };
  for (const [check, count] of Object.entries(b.rejected_by_check)) rejected[check] = (rejected[check] ?? 0) + count;
  return {
    model_calls: a.model_calls + b.model_calls,
    retries: a.retries + b.retries,
    first_attempt_valid: a.first_attempt_valid + b.first_attempt_valid,
    rejected_by_check: rejected,
  };
}

type Counted = {
  requirements: Requirement[];
  coverage_items: CoverageItem[];
  test_cases: TestCase[];
  questions: Question[];
};

/** The numbers of a suite. Ideas and rejected cases cover nothing. */
export function summarise({ requirements, coverage_items, test_cases, questions }: Counted, use: ModelUse): Summary {
  const covering = coveredItems(test_cases);
  const known = coverage_items.filter(({ expected_known }) => expected_known);
  return {
    requirements: requirements.length,
    testable: requirements.filter(({ testable }) => testable === 'yes').length,
    coverage_items: known.length,
    covered: known.filter(({ id }) => covering.has(id)).length,
    open_questions: questions.length,
    cases: test_cases.length,
    ideas: test_cases.filter(({ inferred }) => inferred).length,
    by_type: countBy(test_cases.map(({ type }) => type)),
    written_by: countBy(test_cases.map(({ written_by }) => written_by)),
    ...use,
  };
}

/** Ids of the items for which a case stands that nobody rejected. */
export function coveredItems(cases: TestCase[]): Set<string> {
  return new Set(
    cases.filter(({ inferred, status }) => !inferred && status !== 'rejected').flatMap((each) => each.coverage_items),
  );
}

function countBy(values: string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}
