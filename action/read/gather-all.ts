import { archiveOf, type Config } from '../../core/index.ts';
import { documentReader } from './document-reader.ts';
import { pathMatcher } from './match-paths.ts';
import type { Snapshot } from './read-files.ts';
import { followed, readRecord } from './read-record.ts';
import { concernsRequirements, type Documents, goneDocument } from './touched.ts';

/** All documents of one commit, and those that the lockfile knows and that are gone. */
export async function gatherAll(
  head: Snapshot,
  patterns: string[],
  { columns }: Pick<Config, 'columns'>,
): Promise<Documents> {
  const matches = pathMatcher(patterns);
  const parse = documentReader(patterns, columns);
  const paths = [...(await head.files()).keys()];
  const files = await Promise.all(
    paths
      .filter(matches)
      .toSorted()
      .map((path) => head.read(path)),
  );
  const present = files.flatMap((file) => (file && 'text' in file ? (parse(file) ?? []) : []));
  const { lock } = await readRecord(head, []);
  const known = new Set([...lock.documents, ...lock.requirements].map(({ document }) => document));
  const there = new Set(paths);
  const gone = [...known].filter((path) => !there.has(archiveOf(path))).map(goneDocument);
  const documents = [...present, ...gone];
  const { committed } = followed(await readRecord(head, documents), documents);
  const touched = documents.map((document) => ({ document, removed: [] }));
  return {
    touched: touched.filter((each) => concernsRequirements(each, committed)),
    committed,
    problems: [
      ...files.flatMap((file) => (file && 'problem' in file ? [file.problem] : [])),
      ...present.flatMap((document) => document.problems),
    ],
  };
}
