import { markdownText, type Requirement } from '../../core/index.ts';
import type { Messages } from './messages.ts';
import { type Detail, folded, nameCode, shortened } from './parts.ts';
import type { DocumentRows, Row } from './requirement-rows.ts';

/** The tables of all documents: what changed is seen, what did not is folded. */
export function requirementTables(tables: DocumentRows[], { rows, quiet }: Detail, t: Messages): string[] {
  if (rows <= 0) return [];
  let [newsLeft, quietLeft] = [rows, quiet];
  return tables.flatMap(({ document, rows: all }) => {
    if (newsLeft <= 0) return [];
    const news = [
      ...all.filter(({ isNews }) => isNews).map(asLine),
      ...document.removed.map((requirement): Line => ({ requirement, state: 'removed', questions: 0 })),
    ];
    const rest = all.filter(({ isNews }) => !isNews).map(asLine);
    const shown = news.slice(0, newsLeft);
    const folds = rest.slice(0, quietLeft);
    newsLeft -= shown.length;
    quietLeft -= folds.length;
    const more = news.length - shown.length;
    return [
      `#### ${nameCode(document.path)}${document.gone ? ` ${t.documentGone}` : ''}`,
      ...(shown.length > 0 ? [table(shown, t, true)] : []),
      ...(more > 0 ? [t.moreRequirements(more)] : []),
      ...unchanged(rest.length, folds, t),
    ];
  });
}

function unchanged(count: number, shown: Line[], t: Messages): string[] {
  if (count === 0) return [];
  const head = t.unchangedRequirements(count);
  if (shown.length === 0) return [`${head}${t.end}`];
  const hidden = count - shown.length;
  return [folded(head, [table(shown, t, false), ...(hidden > 0 ? [t.moreRequirements(hidden)] : [])])];
}

/** One line of a table. `counts`: absent of what is gone. */
type Line = {
  requirement: Requirement;
  state: string;
  questions: number;
  counts?: Pick<Row, 'items' | 'committed' | 'covered' | 'cases'>;
};

function asLine({ requirement, state, questions, ...counts }: Row): Line {
  return { requirement, state, questions, counts };
}

/** Only the columns that say something: on a telephone each takes room from the requirement. */
function table(lines: Line[], t: Messages, withState: boolean): string {
  const isCounted = lines.some(({ counts }) => counts !== undefined);
  const asks = lines.some(({ questions }) => questions > 0);
  const { requirement, change, covered, cases, questions } = t.columns;
  const columns = [
    { head: requirement, rule: ':--', cell: (line: Line) => nameOf(line.requirement) },
    ...(withState ? [{ head: change, rule: ':--', cell: (line: Line) => stateOf(line, t) }] : []),
    ...(isCounted ? [{ head: covered, rule: '--:', cell: (line: Line) => coveredOf(line, t) }] : []),
    ...(isCounted ? [{ head: cases, rule: '--:', cell: ({ counts }: Line) => String(counts?.cases ?? '–') }] : []),
    ...(asks ? [{ head: questions, rule: '--:', cell: (line: Line) => String(line.questions || '–') }] : []),
  ];
  const row = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [
    row(columns.map(({ head }) => head)),
    row(columns.map(({ rule }) => rule)),
    ...lines.map((line) => row(columns.map(({ cell }) => cell(line)))),
  ].join('\n');
}

function stateOf({ state, requirement }: Line, t: Messages): string {
  const isUnclear = state !== 'removed' && requirement.testable === 'needs_clarification';
  return (t.states[state] ?? state) + (isUnclear ? `${t.comma}${t.unclear}` : '');
}

function coveredOf({ counts }: Line, t: Messages): string {
  if (!counts || counts.items === 0) return '–';
  const { committed, covered, items } = counts;
  const now = committed === covered ? '' : `${committed}&nbsp;→&nbsp;`;
  return now + t.of(covered, items).replaceAll(' ', '&nbsp;');
}

function nameOf({ id, title, text }: Requirement): string {
  return `${nameCode(id)} ${markdownText(shortened(title ?? text, 110))}`;
}
