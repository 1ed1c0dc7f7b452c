import type { Requirement, Suite } from '../../core/index.ts';
import { ownId } from '../shard/part-of.ts';
import type { Report, ReportedDocument } from '../report.ts';

/** A document with one row for each of its requirements, as the document orders them. */
export type DocumentRows = { document: ReportedDocument; rows: Row[] };

/** A requirement of the merged suite with what the report knows of it. `items` and `cases` count this run's cases, too. */
export type Row = {
  requirement: Requirement;
  state: string;
  isNews: boolean;
  items: number;
  covered: number;
  cases: number;
  questions: number;
};

export function requirementRows({ documents, suite, written }: Report): DocumentRows[] {
  const count = counter(suite);
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
      return { requirement, state, isNews, ...count(requirement.id) };
    });
    return { document, rows };
  });
}

function counter({ coverage_items, test_cases, questions }: Suite) {
  const items = Map.groupBy(coverage_items, ({ requirement_id }) => requirement_id);
  const cases = Map.groupBy(test_cases, ({ requirement_id }) => requirement_id);
  const open = Map.groupBy(questions, ({ requirement_id }) => requirement_id);
  return (id: string) => {
    const known = (items.get(id) ?? []).filter(({ expected_known }) => expected_known);
    const mine = cases.get(id) ?? [];
    const covering = new Set(
      mine.filter(({ inferred, status }) => !inferred && status !== 'rejected').flatMap((each) => each.coverage_items),
    );
    return {
      items: known.length,
      covered: known.filter((item) => covering.has(item.id)).length,
      cases: mine.length,
      questions: open.get(id)?.length ?? 0,
    };
  };
}
