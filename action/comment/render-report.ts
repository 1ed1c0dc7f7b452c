import type { Language } from '../inputs.ts';
import type { Report } from '../report.ts';
import type { SkipReason } from '../skip-reason.ts';
import { type CaseFold, caseFolds, shownFolds } from './case-folds.ts';
import { coverageTable } from './coverage-table.ts';
import { detailAt, everything, lastStep, onlyFacts } from './detail.ts';
import { attention, leftovers, openQuestions } from './facts.ts';
import { type Messages, messagesIn } from './messages.ts';
import type { Detail } from './parts.ts';
import { provenance, waysOn } from './provenance.ts';
import { type DocumentRows, requirementRows } from './requirement-rows.ts';
import { requirementTables } from './requirement-tables.ts';
import { gateNote, verdict, waiverNote } from './verdict.ts';

type Limit = { limit: number; size: (text: string) => number };
type Prepared = { tables: DocumentRows[]; folds: CaseFold[] };

/** The report as Markdown, with as much detail as `size` allows: whole parts go, nothing is cut in the middle. */
export function renderReport(report: Report, { limit, size }: Limit): string {
  const t = messagesIn(report.language);
  if (report.documents.length === 0) {
    const head = `### casewright: ${t.nothingToTest}${partNote(report, t)}`;
    const full = [
      head,
      t.nothingTouched,
      ...gateNote(report, t),
      ...waiverNote(report, t),
      ...leftovers(report, onlyFacts, t),
    ].join('\n\n');
    return size(full) <= limit ? full : head;
  }
  const tables = requirementRows(report);
  const prepared = { tables, folds: caseFolds(report, tables, t) };
  const text = render(report, { ...prepared, detail: everything }, t);
  return size(text) <= limit ? text : shortest(report, prepared, { limit, size });
}

/** The longest text that fits. From step to step it only becomes shorter, so the search may halve. */
function shortest(report: Report, prepared: Prepared, { limit, size }: Limit): string {
  const t = messagesIn(report.language);
  const count = prepared.folds.length;
  let best = headline(report, t);
  let [low, high] = [0, lastStep(count)];
  while (low <= high) {
    const step = Math.floor((low + high) / 2);
    const text = render(report, { ...prepared, detail: detailAt(step, count) }, t);
    if (size(text) <= limit) [best, high] = [text, step - 1];
    else low = step + 1;
  }
  return best;
}

/** What is said of a pull request that was skipped: as Markdown, and as plain text for the log. */
export function renderSkipped(reason: SkipReason, language: Language): { text: string; plain: string } {
  const t = messagesIn(language);
  const why = t.skipped[reason];
  return { text: `### casewright: ${t.skippedHead}\n\n⏭️ ${why}`, plain: why.replaceAll('**', '') };
}

function render(report: Report, { tables, folds, detail }: Prepared & { detail: Detail }, t: Messages): string {
  const shown = shownFolds(folds, detail);
  const untold = folds.length - shown.length;
  return [
    headline(report, t),
    verdict(report, t),
    coverageTable(report, t),
    ...attention(report, detail, t),
    ...requirementTables(tables, detail, t),
    ...openQuestions(report, detail, t),
    ...(shown.length > 0 ? [`#### ${t.cases}`, ...shown, ...(untold > 0 ? [t.moreCases(untold)] : [])] : []),
    ...leftovers(report, detail, t),
    ...(detail === everything ? [] : [`*${t.shortened}*`]),
    '---',
    provenance(report, t),
    ...waysOn(report, t),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function headline(report: Report, t: Messages): string {
  const { cases, requirements, open_questions } = report.suite.summary;
  return `### casewright: ${t.headline({ cases, requirements, questions: open_questions })}${partNote(report, t)}`;
}

function partNote({ shard }: Report, t: Messages): string {
  return shard === undefined || shard === 'merge' ? '' : t.part(shard.part, shard.count);
}
