import { markdownCode as code, markdownText, plural, type Requirement, type Suite } from '../core/index.ts';
import { type Detail, folded, shortened } from './comment-parts.ts';
import type { Report, ReportedDocument } from './report.ts';

/** A requirement of the merged suite with what the report knows of it. `state` is empty outside of a pull request. */
export type Row = {
  requirement: Requirement;
  state: string;
  isNews: boolean;
  items: number;
  covered: number;
  cases: number;
  questions: number;
};

/** One row for each requirement of a document, as the document orders them. */
export function rowsOf(document: ReportedDocument, { suite, written }: Report): Row[] {
  const { path, changes } = document;
  const count = counter(suite);
  return suite.requirements
    .filter(({ source }) => source.path === path)
    .map((requirement) => {
      // In a suite of several documents an ambiguous id has its document before it.
      const id = requirement.id.startsWith(`${path}:`) ? requirement.id.slice(path.length + 1) : requirement.id;
      const change = changes?.get(id);
      const isWritten = written.includes(`${path}:${id}`);
      const state = change ?? (isWritten ? 'new cases' : 'unchanged');
      return {
        requirement,
        state,
        isNews: isWritten || (change !== undefined && change !== 'unchanged'),
        ...count(requirement.id),
      };
    });
}

/** The tables of all documents: what changed is seen, what did not is folded. */
export function requirementTables(report: Report, { rows: most }: Detail): string[] {
  let left = most;
  return report.documents.flatMap((document) => {
    const rows = rowsOf(document, report);
    const news = rows.filter(({ isNews }) => isNews);
    const rest = rows.filter(({ isNews }) => !isNews);
    const removed = document.removed.map(removedLine);
    const shown = [...news.map(rowLine), ...removed].slice(0, left);
    const quiet = rest.map(rowLine).slice(0, Math.max(left - shown.length, 0));
    if (left <= 0) return [];
    left -= shown.length + quiet.length;
    const hidden = news.length + removed.length + rest.length - shown.length - quiet.length;
    return [
      `#### ${code(document.path)}${document.gone ? ' is gone' : ''}`,
      ...(shown.length > 0 ? [table(shown)] : []),
      ...(quiet.length > 0 ? [folded(plural(rest.length, 'unchanged requirement'), [table(quiet)])] : []),
      ...(hidden > 0 ? [`… and ${plural(hidden, 'more requirement')}.`] : []),
    ];
  });
}

function table(lines: string[]): string {
  return ['| Requirement | Change | Items covered | Cases | Questions |', '|---|---|--:|--:|--:|', ...lines].join('\n');
}

function rowLine({ requirement, state, items, covered, cases, questions }: Row): string {
  const open = requirement.testable === 'needs_clarification' ? ',&nbsp;unclear' : '';
  const covers = items === 0 ? '–' : `${covered}&nbsp;of&nbsp;${items}`;
  return `| ${nameOf(requirement)} | ${state}${open} | ${covers} | ${cases} | ${questions || '–'} |`;
}

function removedLine(requirement: Requirement): string {
  return `| ${nameOf(requirement)} | removed | – | – | – |`;
}

function nameOf({ id, title, text }: Requirement): string {
  return `${code(id)} ${markdownText(shortened(title ?? text, 80))}`;
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
