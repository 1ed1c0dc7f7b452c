import { summary } from '@actions/core';
import { renderReport } from '../comment/render-report.ts';
import type { Report } from '../report.ts';

/** GitHub drops a summary of more than 1 MiB as a whole; the notes need room, too. */
const longestSummary = 1_000_000;

/** The report as the job summary: measured in bytes, because GitHub drops a summary that is too long as a whole. */
export function renderSummary(report: Report, notes: string[]): string {
  const text = renderReport(report, { limit: longestSummary, size: (body) => Buffer.byteLength(body) });
  return [...notes.map((note) => `> ${note}`), text].join('\n\n');
}

/** Adds `text` to the job summary, where the runner keeps one. */
export async function writeSummary(text: string, environment: Record<string, string | undefined>): Promise<void> {
  if (!environment['GITHUB_STEP_SUMMARY']) return;
  await summary.addRaw(text, true).write();
}
