import { plural } from '../core/index.ts';
import { caseFolds } from './comment-cases.ts';
import { attention, coverageTable, leftovers, openQuestions, provenance, verdict } from './comment-facts.ts';
import type { Detail } from './comment-parts.ts';
import { requirementTables } from './comment-table.ts';
import type { Report } from './report.ts';

/** GitHub refuses a comment of more than 65,536 characters; the rest is for the marker. */
export const longestComment = 65_000;
/** GitHub drops a summary of more than 1 MiB as a whole. */
export const longestSummary = 1_000_000;

const everything = Number.MAX_SAFE_INTEGER;
const fallback: Detail = { cases: 'none', rows: 20, questions: 20 };
const ladder: Detail[] = [
  { cases: 'full', rows: everything, questions: everything },
  { cases: 'titles', rows: everything, questions: everything },
  { cases: 'none', rows: 300, questions: 100 },
  { cases: 'none', rows: 60, questions: 30 },
  { cases: 'none', rows: 0, questions: 0 },
];

const nothingTouched =
  '### casewright: nothing to test\n\nNo requirement was touched or found in the files that `paths` names.';

/** The report as Markdown, with as much detail as `size` allows: whole parts go, nothing is cut in the middle. */
export function renderReport(
  report: Report,
  { limit, size }: { limit: number; size: (text: string) => number },
): string {
  if (report.documents.length === 0) return [nothingTouched, ...leftovers(report, fallback)].join('\n\n');
  for (const detail of ladder) {
    const text = render(report, detail);
    if (size(text) <= limit) return text;
  }
  return headline(report);
}

function render(report: Report, detail: Detail): string {
  const isShort = detail !== ladder[0];
  const folds = caseFolds(report, detail);
  return [
    headline(report),
    verdict(report),
    coverageTable(report),
    ...attention(report, detail),
    ...requirementTables(report, detail),
    ...openQuestions(report, detail),
    ...(folds.length > 0 ? ['#### Test cases', ...folds] : []),
    ...leftovers(report, detail),
    ...(isShort ? ['*Shortened to fit. The report file (output `report-json`) holds everything.*'] : []),
    '---',
    ...provenance(report),
  ].join('\n\n');
}

function headline({ suite: { summary } }: Report): string {
  const questions = summary.open_questions === 0 ? '' : `, ${plural(summary.open_questions, 'open question')}`;
  return `### casewright: ${plural(summary.cases, 'test case')} for ${plural(summary.requirements, 'requirement')}${questions}`;
}
