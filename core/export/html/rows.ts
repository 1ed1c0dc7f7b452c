import type { CoverageItem, Criterion } from '../../types.ts';
import type {
  ExportedCase,
  ExportedDocument,
  ExportedItem,
  ExportedRequirement,
  ExportedTest,
  ExportInput,
} from '../export-input.ts';

export const statuses = ['covered', 'uncovered', 'stale', 'waived', 'question', 'not_by_test', 'no_item'] as const;
export type Status = (typeof statuses)[number];

/**
 * A line of the matrix: an item with what stands for it. Without `item` the requirement has none, or none any more for
 * the case of the row.
 */
export type Row = {
  item?: CoverageItem;
  criterion?: Criterion;
  cases: ExportedCase[];
  tests: ExportedTest[];
  status: Status;
  levels: ExportedItem['levels'];
};

/** `number`: of the case within its requirement, from 1; `rows`: positions of the rows that it covers. */
export type CaseView = { number: number; of: ExportedCase; rows: number[]; tests: ExportedTest[] };

/** `number`: of the requirement or document within the report. */
export type RequirementView = { number: number; of: ExportedRequirement; rows: Row[]; cases: CaseView[] };
export type DocumentView = { number: number; of: ExportedDocument; requirements: RequirementView[] };

type TestIndex = (keys: string[]) => ExportedTest[];

/** Brings together what belongs to each requirement. */
export function viewOf({ documents, tests }: ExportInput): DocumentView[] {
  const testsOf = indexOf(tests);
  let next = 0;
  return documents.map((of, number) => ({
    number,
    of,
    requirements: of.requirements.map((each) => ({
      number: next++,
      of: each,
      ...rowsOf(each, (ids) => testsOf(ids.map((id) => `${of.path}:${id}`))),
    })),
  }));
}

function rowsOf(of: ExportedRequirement, testsOf: TestIndex): Pick<RequirementView, 'rows' | 'cases'> {
  const { requirement, items } = of;
  const criteria = new Map(requirement.criteria.map((each) => [each.id, each]));
  const position = new Map(items.map(({ item }, index) => [item.id, index]));
  const cases = of.cases.map((each, index): CaseView => {
    const rows = each.given.coverage_items.flatMap((id) => position.get(id) ?? []);
    return { number: index + 1, of: each, rows, tests: testsOf([each.given.id]) };
  });
  const standing: ExportedCase[][] = items.map(() => []);
  for (const { of: each, rows } of cases) if (!each.given.inferred) for (const row of rows) standing[row]?.push(each);
  const rows = items.map(({ item, state, levels }, index): Row => {
    const criterion = item.criterion_id === undefined ? undefined : criteria.get(item.criterion_id);
    const own = standing[index] ?? [];
    const ids = [item.id, requirement.id, ...own.map(({ given }) => given.id)];
    if (criterion) ids.push(`${requirement.id}/${criterion.id}`);
    return { item, ...(criterion && { criterion }), cases: own, tests: testsOf(ids), status: state, levels };
  });
  if (rows.length === 0) rows.push(bareRow(of, testsOf([requirement.id])));
  for (const each of cases) {
    // What it was written for is gone.
    if (!each.of.stale || each.rows.length > 0) continue;
    each.rows.push(rows.length);
    rows.push({ cases: [each.of], tests: each.tests, status: 'stale', levels: [] });
  }
  return { rows, cases };
}

function bareRow({ requirement, questions }: ExportedRequirement, tests: ExportedTest[]): Row {
  const bare = { cases: [], tests, levels: [] };
  if (requirement.testable === 'not_by_test') return { ...bare, status: 'not_by_test' };
  const isOpen = questions.length > 0 || requirement.testable === 'needs_clarification';
  return { ...bare, status: isOpen ? 'question' : 'no_item' };
}

function indexOf(tests: ExportedTest[]): TestIndex {
  const index = new Map<string, ExportedTest[]>();
  for (const test of tests)
    for (const name of test.names) {
      const known = index.get(name);
      if (known) known.push(test);
      else index.set(name, [test]);
    }
  return (keys) => [...new Set(keys.flatMap((key) => index.get(key) ?? []))];
}
