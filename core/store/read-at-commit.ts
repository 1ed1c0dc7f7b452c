import picomatch from 'picomatch';
import type { ReadOptions } from '../parse/format.ts';
import { parseDocument } from '../parse/parse-document.ts';
import { findTests } from '../trace/find-tests.ts';
import type { FoundTest } from '../trace/found-test.ts';
import type { ParsedDocument, Problem } from '../types.ts';
import { committedFrom } from './committed-from.ts';
import { openCommit } from './git.ts';
import { decodeDocument } from './read-document.ts';
import { followChanges, type RepositoryRecord } from './read-record.ts';
import { lockPath, suitePath } from './suite-files.ts';

/** The repository as it was at a commit: its documents, what was committed of them, and its tests. */
export type Earlier = { record: RepositoryRecord; documents: ParsedDocument[]; tests: FoundTest[] };

/**
 * Reads the documents `paths` and all that the lockfile of that time knows. `tests`: globs of test files. What was not
 * there then is not there.
 */
export async function readAtCommit(
  ref: string,
  { paths, tests, columns }: { paths: string[]; tests: string[] } & ReadOptions,
  root: string,
): Promise<Earlier | { problem: Problem }> {
  const tree = await openCommit(ref, root);
  if ('problem' in tree) return tree;
  const there = new Set(tree.paths);
  const lockText = textsOf(await tree.read(there.has(lockPath) ? [lockPath] : []));
  const { lock } = committedFrom(lockText, []);
  const known = [...new Set([...paths, ...lock.documents.map(({ document }) => document)])];
  const wanted = known.filter((path) => there.has(path));
  const isTest =
    tests.length > 0 ? picomatch(tests.flatMap((each) => [each, `${each.replace(/\/$/, '')}/**`])) : () => false;
  const sources = textsOf(await tree.read(tree.paths.filter((path) => isTest(path))));
  const texts = textsOf(await tree.read([...wanted, ...wanted.map(suitePath).filter((path) => there.has(path))]));
  const documents = wanted.flatMap((path) => {
    const text = texts.get(path);
    return text === undefined ? [] : [parseDocument({ path, text, ...(columns && { columns }) })];
  });
  const gone = lock.documents
    .filter(({ document }) => !there.has(document))
    .map(({ document }): ParsedDocument => ({
      path: document,
      text: '',
      requirements: [],
      skipped: [],
      problems: [],
      runs: {},
    }));
  const committed = committedFrom(new Map([...lockText, ...texts]), [...documents, ...gone]);
  return {
    record: followChanges(committed, { present: documents, gone }),
    documents,
    tests: [...sources].flatMap(([path, text]) => findTests({ path, text })),
  };
}

function textsOf(blobs: Map<string, Buffer>): Map<string, string> {
  const texts = [...blobs].flatMap(([path, bytes]) => {
    const file = decodeDocument(path, bytes);
    return 'text' in file ? [[path, file.text] as const] : [];
  });
  return new Map(texts);
}
