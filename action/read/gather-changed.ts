import { compareRequirements, type Config, suiteFolder } from '../../core/index.ts';
import type { ChangedFile } from './changed-files.ts';
import { documentReader } from './document-reader.ts';
import { pathMatcher } from './match-paths.ts';
import type { Snapshot } from './read-files.ts';
import { followed, readRecord } from './read-record.ts';
import { concernsRequirements, type Documents, goneDocument } from './touched.ts';

/** Documents by path at the head; the value is the path at the base, if it had one, and whether it is still there. */
type Wanted = Map<string, { before?: string; gone: boolean; moved?: boolean }>;

/** The documents that a pull request touches, with what is committed for them at its head. */
export async function gatherChanged(
  files: ChangedFile[],
  patterns: string[],
  { head, base, columns }: { head: Snapshot; base: Snapshot } & Pick<Config, 'columns'>,
): Promise<Documents> {
  const wanted = wantedOf(files, pathMatcher(patterns));
  const parse = documentReader(patterns, columns);
  const read = await Promise.all(
    [...wanted].map(async ([path, { before, gone, moved }]) => {
      const now = gone ? undefined : await head.read(path);
      const then = before === undefined ? undefined : await base.read(before);
      const document = (now && 'text' in now && parse(now)) || goneDocument(path);
      const earlier = (then && 'text' in then && parse(then)) || undefined;
      const { changes, removed } = compareRequirements(earlier?.requirements ?? [], document.requirements);
      const problems = [...(now && 'problem' in now ? [now.problem] : []), ...document.problems];
      return { document, changes, earlier, removed: moved ? [] : removed, problems };
    }),
  );
  const documents = read.map(({ document }) => document);
  const { committed } = followed(await readRecord(head, documents), documents);
  const earlier = read.flatMap((each) => each.earlier ?? []);
  return {
    touched: read.filter((each) => concernsRequirements(each, committed)),
    committed,
    // A renamed document is wanted under both of its names.
    earlier: [...new Map(earlier.map((document) => [document.path, document])).values()],
    problems: read.flatMap(({ problems }) => problems),
  };
}

function wantedOf(files: ChangedFile[], matches: (path: string) => boolean): Wanted {
  const wanted: Wanted = new Map();
  for (const { path, change, previous } of files) {
    const document = documentOfSuite(path);
    if (document !== undefined && matches(document) && !wanted.has(document)) {
      wanted.set(document, { before: document, gone: false });
    }
    if (previous !== undefined && matches(previous))
      wanted.set(previous, { before: previous, gone: true, moved: true });
    if (!matches(path)) continue;
    if (change === 'removed') wanted.set(path, { before: path, gone: true });
    else if (change === 'added') wanted.set(path, { gone: false });
    else wanted.set(path, { before: previous ?? path, gone: false });
  }
  return wanted;
}

function documentOfSuite(path: string): string | undefined {
  const ending = '.cases.yml';
  if (!path.startsWith(`${suiteFolder}/`) || !path.endsWith(ending)) return undefined;
  return path.slice(suiteFolder.length + 1, -ending.length);
}
