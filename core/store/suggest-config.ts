import { Document } from 'yaml';
import type { FoundTest } from '../trace/found-test.ts';
import type { ParsedDocument } from '../types.ts';

/** What a configuration should name: the folders (or files at the top) that hold requirements and tests. */
export function suggestConfig(documents: ParsedDocument[], tests: FoundTest[]): { paths: string[]; tests: string[] } {
  const holding = documents.filter(({ requirements }) => requirements.length > 0).map(({ path }) => path);
  return { paths: foldersOf(holding), tests: foldersOf(tests.map(({ path }) => path)) };
}

/** `casewright.yml` with what was found. */
export function renderConfig({ paths, tests }: { paths: string[]; tests: string[] }): string {
  const document = new Document({ paths, ...(tests.length > 0 && { tests }) });
  document.commentBefore = ' What casewright reads; docs/configuration.md lists all keys.';
  return document.toString({ lineWidth: 0 });
}

/** The uppermost folder of each; a file at the top stands for itself. */
function foldersOf(paths: string[]): string[] {
  const tops = paths.map((path) => path.split('/')[0] ?? path);
  return [...new Set(tops)].toSorted();
}
