import { summary } from '@actions/core';
import { longestSummary, renderReport } from './comment-body.ts';
import type { Report } from './report.ts';

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
