import picomatch from 'picomatch';
import {
  type Config,
  findTests,
  type FoundTest,
  plural,
  problem,
  type Problem,
  readTests,
  testPatterns,
  type TestResult,
} from '../../core/index.ts';
import type { Repository, Snapshot } from './read-files.ts';

/** Tests of one commit, and results that an earlier step of the job left. `configured`: whether anybody said where tests are. */
export type GatheredTests = { configured: boolean; tests: FoundTest[]; results: TestResult[]; problems: Problem[] };

const mostTestFiles = 2000;

/** Reads the tests that the configuration names at a commit, and the result files that it names in the workspace. */
export async function gatherTests(
  { tests = [], results = [] }: Config,
  { snapshot, repository, workspace }: { snapshot: Snapshot; repository: Repository; workspace: string },
): Promise<GatheredTests> {
  const files = await testFiles(tests, snapshot);
  const tooMany = files.size > mostTestFiles;
  const texts = tooMany ? new Map<string, string>() : await repository.readTexts(files);
  const found = await readTests({ tests: [], results }, workspace);
  return {
    configured: tests.length + results.length > 0,
    tests: [...texts].flatMap(([path, text]) => findTests({ path, text })),
    results: found.results,
    problems: [...found.problems.map(asWarning), ...(tooMany ? [tooManyTests(files.size)] : [])],
  };
}

async function testFiles(patterns: string[], snapshot: Snapshot): ReturnType<Snapshot['files']> {
  const isTest = testMatcher(patterns);
  return new Map([...(await snapshot.files())].filter(([path]) => isTest(path)));
}

/** Whether a path is a test: one of `patterns` or, below a folder, one that is named like a test. */
export function testMatcher(patterns: string[]): (path: string) => boolean {
  if (patterns.length === 0) return () => false;
  const clean = patterns.map((each) => each.replace(/^\.?\/+/, '').replace(/\/+$/, ''));
  const globs = clean.flatMap((each) =>
    picomatch.scan(each).isGlob ? [each] : [each, ...testPatterns.map((name) => `${each}/${name}`)],
  );
  return picomatch(globs, { ignore: ['**/node_modules/**'] });
}

/** A result file that is not there is no reason to fail: tests may run in another job. */
function asWarning(each: Problem): Problem {
  return { ...each, severity: 'warning' };
}

function tooManyTests(count: number): Problem {
  return problem({
    code: 'too_many_tests',
    severity: 'warning',
    message: `tests in the configuration names ${plural(count, 'file')}; at most ${mostTestFiles} are read through the API, so none was`,
    hint: 'Name only the folders whose tests carry ids, or run casewright check in a job that has checked out the repository.',
  });
}
