import { archiveOf, type Config } from '../../core/index.ts';
import { documentReader } from './document-reader.ts';
import { pathMatcher } from './match-paths.ts';
import type { Snapshot } from './read-files.ts';
import { followed, readRecord } from './read-record.ts';
import { documentSeeker, lockedDocuments, mostDocuments, tooManyDocuments } from './seek-document.ts';
import { concernsRequirements, type Documents, goneDocument } from './touched.ts';

/** All documents of one commit, and those that the lockfile knows and that are gone. `base`: what the commit builds on. */
export async function gatherAll(
  { head, base }: { head: Snapshot; base: Snapshot },
  patterns: string[],
  { columns }: Pick<Config, 'columns'>,
): Promise<Documents> {
  const seek = documentSeeker({ head, base }, documentReader(patterns, columns));
  const paths = [...(await head.files()).keys()].filter(pathMatcher(patterns)).toSorted();
  const known = await lockedDocuments(head);
  // A flood of files must not keep those from being judged that have cases.
  const first = [...paths.filter((path) => known.has(path)), ...paths.filter((path) => !known.has(path))];
  const sought = await Promise.all(first.slice(0, mostDocuments).toSorted().map(seek));
  const found = sought.flatMap((each) => each ?? []);
  const lost = await Promise.all(
    [...known].map(async (path) => ((await head.has(archiveOf(path))) ? [] : [goneDocument(path)])),
  );
  const gone = lost.flat();
  const documents = [...found.flatMap(({ document }) => document ?? []), ...gone];
  const { committed } = followed(await readRecord(head, documents), documents);
  const touched = documents.map((document) => ({ document, removed: [] }));
  return {
    touched: touched.filter((each) => concernsRequirements(each, committed)),
    committed,
    problems: found.flatMap(({ problems }) => problems),
    unjudged: [
      ...found.flatMap(({ unjudged }) => unjudged ?? []),
      ...(paths.length > mostDocuments ? [tooManyDocuments(paths.length)] : []),
    ],
  };
}
