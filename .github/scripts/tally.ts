/** What vitest's JSON reporter writes, as far as it is read here. */
export type TestReport = { testResults: { name: string; assertionResults: { status: string; title: string }[] }[] };

/** One command of a run: how it ended, and its report where it ran tests. */
export type Step = { name: string; exit_code: number; report?: TestReport };

/** A command that was not run, and why. */
export type SkippedStep = { name: string; reason: string };

export type Tally = { lines: string[]; ok: boolean };

/**
 * Counts the tests of all steps. A step that failed without naming a failed test counts as one failure (a file that does
 * not load, a type error); a skipped step counts as one skip. The last line is `N passed, N failed, N skipped`.
 */
export function tally(steps: Step[], skipped: SkippedStep[]): Tally {
  const lines: string[] = [];
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const { name, exit_code, report } of steps) {
    const tests = report?.testResults.flatMap(({ assertionResults }) => assertionResults) ?? [];
    const own = { passed: 0, failed: 0, skipped: 0 };
    for (const { status, title } of tests) {
      if (status === 'passed') own.passed += 1;
      else if (status === 'failed') own.failed += 1;
      else {
        own.skipped += 1;
        lines.push(`skipped: ${name}: "${title}" is ${status} in the source`);
      }
    }
    if (exit_code !== 0 && own.failed === 0) {
      own.failed = 1;
      lines.push(`failed: ${name} ended with ${exit_code}`);
    }
    sum.passed += own.passed;
    sum.failed += own.failed;
    sum.skipped += own.skipped;
  }
  for (const { name, reason } of skipped) lines.push(`skipped: ${name}: ${reason}`);
  sum.skipped += skipped.length;
  if (sum.passed + sum.failed === 0) lines.push('failed: no test ran');
  lines.push(`${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`);
  return { lines, ok: sum.failed === 0 && sum.passed > 0 };
}
