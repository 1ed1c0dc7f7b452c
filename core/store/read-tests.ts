import { findTests, testPatterns } from '../trace/find-tests.ts';
import type { FoundTest } from '../trace/found-test.ts';
import { readResults, type TestResult } from '../trace/read-results.ts';
import type { Problem } from '../types.ts';
import { findFiles } from './find-files.ts';
import { readDocument } from './read-document.ts';

export type ReadTests = { tests: FoundTest[]; results: TestResult[]; files: number; problems: Problem[] };

/** Reads the tests of the files, folders and globs `tests`, and the JUnit XML files `results`, all below `root`. */
export async function readTests(
  { tests, results }: { tests: string[]; results: string[] },
  root: string,
): Promise<ReadTests> {
  const sources = await findFiles(tests, root, {
    patterns: testPatterns,
    hint: 'Name test files, their folder, or a glob in quotes.',
  });
  const reports = await findFiles(results, root, {
    patterns: ['**/*.xml'],
    hint: 'Name the JUnit XML files that the test runner wrote.',
  });
  const files = await Promise.all(sources.paths.map((path) => readDocument(path, root)));
  const texts = await Promise.all(reports.paths.map((path) => readDocument(path, root)));
  const read = texts.flatMap((file) => ('text' in file ? [readResults(file)] : []));
  return {
    tests: files.flatMap((file) => ('text' in file ? findTests(file) : [])),
    results: read.flatMap((each) => each.results),
    files: sources.paths.length,
    problems: [
      ...sources.problems,
      ...reports.problems,
      ...[...files, ...texts].flatMap((file) => ('problem' in file ? [file.problem] : [])),
      ...read.flatMap((each) => each.problems),
    ],
  };
}
