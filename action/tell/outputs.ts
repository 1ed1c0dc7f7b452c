import { setOutput } from '@actions/core';
import type { Report } from '../report.ts';

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
