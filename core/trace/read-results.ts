import { SaxesParser } from 'saxes';
import { problem } from '../errors.ts';
import type { Problem } from '../types.ts';

/** One test of a result file. `says`: its names and properties, in which it may name what it tests. */
export type TestResult = { path: string; name: string; says: string[]; outcome: 'passed' | 'failed' | 'skipped' };

/** Reads a JUnit XML file, as vitest, jest, pytest, Playwright, Surefire and Cucumber write it. */
export function readResults(file: { path: string; text: string }): { results: TestResult[]; problems: Problem[] } {
  const results: TestResult[] = [];
  const suites: string[] = [];
  let current: TestResult | undefined;
  let broken: Problem | undefined;
  const parser = new SaxesParser({ xmlns: false, position: true });
  parser.on('doctype', () => {
    throw new Error('a document type declaration is not read');
  });
  parser.on('opentag', ({ name, attributes }) => {
    const text = (key: string) => String(attributes[key] ?? '');
    if (name === 'testsuite') suites.push(text('name'));
    if (name === 'testcase') {
      const full = [text('classname'), text('name')].filter((each) => each !== '').join(' › ');
      const says = [...suites, text('classname'), text('name')];
      results.push((current = { path: file.path, name: full, says, outcome: 'passed' }));
    }
    if (!current) return;
    if (name === 'failure' || name === 'error') current.outcome = 'failed';
    if (name === 'skipped' && current.outcome === 'passed') current.outcome = 'skipped';
    if (name === 'property') current.says.push(text('name'), text('value'));
  });
  parser.on('closetag', ({ name }) => {
    if (name === 'testcase') current = undefined;
    if (name === 'testsuite') suites.pop();
  });
  parser.on('error', (error) => {
    throw error;
  });
  try {
    parser.write(file.text).close();
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    const line = Math.max(1, parser.line);
    broken = problem({
      code: 'broken_results',
      message: `${file.path} is no JUnit XML: ${cause}`,
      source: { path: file.path, line, end_line: line },
      hint: 'Name the XML file that your test runner wrote, such as with --reporter=junit.',
    });
  }
  if (broken) return { results: [], problems: [broken] };
  if (results.length > 0) return { results, problems: [] };
  const message = `${file.path} holds no test result`;
  const hint = 'Name the XML file that your test runner wrote, such as with --reporter=junit.';
  return { results, problems: [problem({ code: 'no_results', severity: 'warning', message, hint })] };
}
