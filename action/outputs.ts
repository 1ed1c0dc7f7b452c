import { setOutput } from '@actions/core';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Report } from './report.ts';

/** The outputs of `action.yml`, all strings. Counts of `check` judge what is committed at the head. */
export function outputsOf({ suite, committed }: Report): Record<string, string> {
  return {
    requirements: String(suite.summary.requirements),
    cases: String(suite.summary.cases),
    coverage: committed.coverage.percent.toFixed(1),
    uncovered: String(committed.uncovered.length),
    stale: String(committed.stale.length),
    'written-by-model': String(suite.summary.written_by['model'] ?? 0),
  };
}

export function setOutputs(outputs: Record<string, string>): void {
  for (const [name, value] of Object.entries(outputs)) setOutput(name, value);
}

/** Writes the suite and the verdict for upload, and gives the file's path. */
export async function writeReportFile({ suite, committed }: Report, folder: string): Promise<string> {
  const path = join(folder, 'casewright-report.json');
  await mkdir(folder, { recursive: true });
  await writeFile(path, `${JSON.stringify({ suite, check: committed }, undefined, 2)}\n`);
  return path;
}
