import {
  archiveOf,
  type Committed,
  committedFrom,
  compareRequirements,
  type Config,
  followChanges,
  isDocument,
  lockPath,
  parseDocument,
  type ParsedDocument,
  type Problem,
  type Requirement,
  type RequirementChange,
  suiteFolder,
  suitePath,
  type TextFile,
} from '../core/index.ts';
import type { ChangedFile } from './changed-files.ts';
import { namedMatcher, pathMatcher } from './match-paths.ts';
import type { Snapshot } from './read-files.ts';

/** A document with what the pull request did to its requirements. Without a pull request there are no `changes`. */
export type Touched = {
  document: ParsedDocument;
  changes?: ReadonlyMap<string, RequirementChange>;
  /** Requirements that the base has and the head has not. */
  removed: Requirement[];
};

export type Gathered = { touched: Touched[]; committed: Committed; problems: Problem[] };

type Columns = Pick<Config, 'columns'>;

/** Documents by path at the head; the value is the path at the base, if it had one, and whether it is still there. */
type Wanted = Map<string, { before?: string; gone: boolean; moved?: boolean }>;

/** The patterns that count: of the workflow, else of the configuration, else every Markdown file. */
export function patternsOf(paths: string[], config: Config): string[] {
  return paths.length > 0 ? paths : (config.paths ?? ['**/*.md']);
}

/** The documents that a pull request touches, with what is committed for them at its head. */
export async function gatherChanged(
  files: ChangedFile[],
  patterns: string[],
  { head, base, columns }: { head: Snapshot; base: Snapshot } & Columns,
): Promise<Gathered> {
  const wanted = wantedOf(files, pathMatcher(patterns));
  const parse = documentReader(patterns, columns);
  const read = await Promise.all(
    [...wanted].map(async ([path, { before, gone, moved }]) => {
      const now = gone ? undefined : await head.read(path);
      const then = before === undefined ? undefined : await base.read(before);
      const document = (now && 'text' in now && parse(now)) || goneDocument(path);
      const earlier = (then && 'text' in then && parse(then)?.requirements) || [];
      const { changes, removed } = compareRequirements(earlier, document.requirements);
      const problems = [...(now && 'problem' in now ? [now.problem] : []), ...document.problems];
      return { document, changes, removed: moved ? [] : removed, problems };
    }),
  );
  const documents = read.map(({ document }) => document);
  const { committed } = followed(await readRecord(head, documents), documents);
  return {
    touched: read.filter((each) => concernsRequirements(each, committed)),
    committed,
    problems: read.flatMap(({ problems }) => problems),
  };
}

/** All documents of one commit, and those that the lockfile knows and that are gone. */
export async function gatherAll(head: Snapshot, patterns: string[], { columns }: Columns): Promise<Gathered> {
  const matches = pathMatcher(patterns);
  const parse = documentReader(patterns, columns);
  const paths = await head.paths();
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

/** Parses a file; one that a folder or a glob gave, and that no format recognises, is no document. */
function documentReader(
  patterns: string[],
  columns: Config['columns'],
): (file: TextFile) => ParsedDocument | undefined {
  const named = namedMatcher(patterns);
  return (file) =>
    isDocument(file, !named(file.path)) ? parseDocument({ ...file, ...(columns && { columns }) }) : undefined;
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

async function readRecord(head: Snapshot, documents: ParsedDocument[]): Promise<Committed> {
  const texts = new Map<string, string>();
  const problems: Problem[] = [];
  const paths = [lockPath, ...documents.map((each) => suitePath(each.path))];
  const files = await Promise.all(paths.map((path) => head.read(path)));
  for (const file of files) {
    if (file && 'text' in file) texts.set(file.path, file.text);
    if (file && 'problem' in file) problems.push(file.problem);
  }
  const committed = committedFrom(texts, documents);
  return { ...committed, problems: [...problems, ...committed.problems] };
}

/** With documents and requirements followed to where they are now. */
function followed(committed: Committed, documents: ParsedDocument[]): ReturnType<typeof followChanges> {
  const isGone = ({ text }: ParsedDocument) => text === '';
  return followChanges(committed, {
    present: documents.filter((each) => !isGone(each)),
    gone: documents.filter(isGone),
  });
}

/** A README without requirements, before and now, is none of our business. */
function concernsRequirements({ document, removed }: Touched, { lock, suites }: Committed): boolean {
  const { path, requirements } = document;
  const locked = lock.requirements.some((each) => each.document === path);
  return requirements.length > 0 || removed.length > 0 || locked || (suites.get(path)?.test_cases.length ?? 0) > 0;
}

function goneDocument(path: string): ParsedDocument {
  return { path, text: '', requirements: [], skipped: [], problems: [], runs: {} };
}
