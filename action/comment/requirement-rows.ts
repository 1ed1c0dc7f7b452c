import type { Requirement, Suite } from '../../core/index.ts';
import { ownId } from '../shard/part-of.ts';
import type { Report, ReportedDocument } from '../report.ts';

/** A document with one row for each of its requirements, as the document orders them. */
export type DocumentRows = { document: ReportedDocument; rows: Row[] };

/**
 * A requirement of the merged suite with what the report knows of it. `cases` counts this run's, too; `committed` of its `items` reach
 * the demanded level as committed, `covered` with this run's cases.
 */
export type Row = {
  requirement: Requirement;
  state: string;
  isNews: boolean;
  items: number;
  committed: number;
  covered: number;
  cases: number;
  questions: number;
};

export function requirementRows(report: Report): DocumentRows[] {
  const { documents, suite, written } = report;
  const count = counter(suite);
  const reached = { committed: reachedOf(report, 'committed'), proposed: reachedOf(report, 'proposed') };
  const own = Map.groupBy(suite.requirements, ({ source }) => source.path);
  const isWritten = new Set(written);
  return documents.map((document) => {
    const { path, changes } = document;
    const rows = (own.get(path) ?? []).map((requirement) => {
      const id = ownId(requirement.id, path);
      const change = changes?.get(id);
      const isNew = isWritten.has(`${path}:${id}`);
      // Outside of a pull request nobody knows what changed, only what was written.
      const state = change ?? (isNew ? 'written' : 'unchanged');
      const isNews = isNew || (change !== undefined && change !== 'unchanged');
      const name = `${path}:${id}`;
      const covered = reached.proposed(name);
      return {
        requirement,
        state,
        isNews,
        ...covered,
        committed: reached.committed(name).covered,
        ...count(requirement.id),
      };
    });
    return { document, rows };
  });
}

/** How many items of a requirement, by `<document>:<id>`, reach the demanded level; what a waiver lets pass does not. */
function reachedOf({ states, committed, proposed }: Report, which: 'committed' | 'proposed') {
  const verdict = which === 'committed' ? committed : proposed;
  const lacking = new Set([...verdict.uncovered, ...verdict.waived]);
  const known = states[which].documents.flatMap(({ document, plan }) =>
    plan.coverage_items.flatMap(({ id, requirement_id, expected_known }) =>
      expected_known ? [{ requirement: `${document}:${requirement_id}`, item: `${document}:${id}` }] : [],
    ),
  );
  const items = Map.groupBy(known, ({ requirement }) => requirement);
  return (name: string) => {
    const mine = items.get(name) ?? [];
    return { items: mine.length, covered: mine.filter(({ item }) => !lacking.has(item)).length };
  };
}

function counter({ test_cases, questions }: Suite) {
  const cases = Map.groupBy(test_cases, ({ requirement_id }) => requirement_id);
  const open = Map.groupBy(questions, ({ requirement_id }) => requirement_id);
  return (id: string) => ({ cases: cases.get(id)?.length ?? 0, questions: open.get(id)?.length ?? 0 });
}
