import { oneLine, type Paint, plural } from './paint.ts';

type Test = { path: string; line: number; name: string; pending: boolean; names: string[] };
type Scan = {
  tests: Test[];
  files: number;
  suggestions: { test: Test; candidates: { key: string; text: string }[] }[];
  coverage: { items: number; automated: number; passed: number };
  results: { passed: number; failed: number; skipped: number };
};

const mostShown = 30;

/** What was found in the tests: which name a requirement or a case, and what the others may be about. */
export function renderScanText(scan: Scan, paint: Paint): string {
  const { tests, files, suggestions, coverage, results } = scan;
  const named = tests.filter(({ names }) => names.length > 0);
  const pending = named.filter((test) => test.pending).length;
  const ran = results.passed + results.failed + results.skipped;
  const lines = [
    `${paint('bold', 'tests')}     ${tests.length} in ${plural(files, 'file')}: ${named.length} name a requirement or a case${pending > 0 ? ` (${pending} pending)` : ''}`,
    ...(ran > 0
      ? [`${paint('bold', 'results')}   ${results.passed} passed, ${results.failed} failed, ${results.skipped} skipped`]
      : []),
    `${paint('bold', 'coverage')}  ${coverage.items} items: automated ${coverage.automated}, passed ${coverage.passed}`,
  ];
  if (named.length > 0) lines.push('', ...shortened(named.map((test) => linkedLine(test, paint))));
  if (suggestions.length === 0) return lines.join('\n');
  return [
    ...lines,
    '',
    `${paint('bold', 'name nothing')}, and may be about (a guess: write the id into the test's name, tag or comment)`,
    ...shortened(
      suggestions.map(({ test, candidates }) =>
        [
          `  ${placeOf(test, paint)}  ${oneLine(test.name)}`,
          ...candidates.map(({ key, text }) => `      ${paint('cyan', oneLine(key))}  ${oneLine(text).slice(0, 100)}`),
        ].join('\n'),
      ),
    ),
  ].join('\n');
}

function linkedLine(test: Test, paint: Paint): string {
  const names = paint('cyan', test.names.map(oneLine).join(', '));
  return `  ${placeOf(test, paint)}  ${oneLine(test.name)}  ${names}${test.pending ? paint('yellow', '  pending') : ''}`;
}

function placeOf({ path, line }: Test, paint: Paint): string {
  return paint('dim', oneLine(`${path}:${line}`));
}

function shortened(lines: string[]): string[] {
  if (lines.length <= mostShown) return lines;
  return [...lines.slice(0, mostShown), `  … and ${lines.length - mostShown} more (--format json lists all)`];
}
