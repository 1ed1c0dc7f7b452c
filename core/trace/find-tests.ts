import { findCoverageTags } from './find-coverage-tags.ts';
import { findGherkinTests } from './find-gherkin-tests.ts';
import { findJavaTests } from './find-java-tests.ts';
import { findPythonTests } from './find-python-tests.ts';
import { findScriptTests } from './find-script-tests.ts';
import type { FoundTest, SourceFile } from './found-test.ts';

const finders: [RegExp, (file: SourceFile) => FoundTest[]][] = [
  [/\.feature$/i, findGherkinTests],
  [/\.[cm]?[jt]sx?$/i, findScriptTests],
  [/\.py$/i, findPythonTests],
  [/\.(?:java|kt|kts|groovy)$/i, findJavaTests],
];

/** Globs of the files in which tests are looked for when a folder is named. */
export const testPatterns = [
  '**/*.feature',
  '**/*.{test,spec,e2e,cy}.{js,jsx,ts,tsx,mjs,cjs,mts,cts}',
  '**/__tests__/**/*.{js,jsx,ts,tsx}',
  '**/{test_*,*_test}.py',
  '**/*{Test,Tests,IT,Spec}.{java,kt,groovy}',
];

/** The tests of one file: by the rules of its language, else by coverage tags. Pure; never throws. */
export function findTests(file: SourceFile): FoundTest[] {
  const tests = finders.find(([pattern]) => pattern.test(file.path))?.[1](file) ?? [];
  const tagged = findCoverageTags(file);
  const named = new Set(
    tests.flatMap(({ says }) => says.flatMap((text) => text.match(/[a-z]+~[^\s\]]+~\d+/giu) ?? [])),
  );
  return [...tests, ...tagged.filter(({ says: [id = ''] }) => !named.has(id))];
}
