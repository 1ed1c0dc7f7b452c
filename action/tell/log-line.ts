import { plural } from '../../core/index.ts';
import type { Report } from '../report.ts';

/** A run in one line, for the log. */
export function logLine({ suite, documents, model, reason }: Report): string {
  const { requirements, cases, written_by } = suite.summary;
  const writer = model === undefined ? (reason ?? '') : `${written_by['model'] ?? 0} written by ${model}`;
  return `${plural(requirements, 'requirement')} in ${plural(documents.length, 'document')}, ${plural(cases, 'case')}. ${writer}`;
}
