import { archiveOf, type ParsedDocument, problem, type Problem, suitePath, type TextFile } from '../../core/index.ts';
import type { Snapshot } from './read-files.ts';
import { readRecord } from './read-record.ts';

/** The most documents that one run reads. */
export const mostDocuments = 2000;

/**
 * What is at a path. `unjudged`: there are test cases for it, but nobody can say what they are worth, so that it closes every
 * gate, and nothing of them may be changed.
 */
type Sought = { document?: ParsedDocument; problems: Problem[]; unjudged?: Problem };

type Versions = { head: Snapshot; base: Snapshot };
type Parse = (file: TextFile) => ParsedDocument | undefined;

/** Seeks documents at the head; undefined: there is none of that name. */
export function documentSeeker(versions: Versions, parse: Parse): (path: string) => Promise<Sought | undefined> {
  return async (path) => {
    const file = await versions.head.read(archiveOf(path));
    if (file === undefined) return undefined;
    const document = 'text' in file && archiveOf(path) === path ? parse(file) : undefined;
    const problems = 'problem' in file ? [file.problem] : (document?.problems ?? []);
    const error = problems.find(({ severity }) => severity === 'error');
    const isRead = document !== undefined && (document.requirements.length > 0 || error === undefined);
    if (isRead || !(await isKnown(path, versions))) return { ...(document && { document }), problems };
    const [cause] = error ? [error] : problems;
    return { problems: [], unjudged: unreadable(path, cause) };
  };
}

async function isKnown(path: string, { head, base }: Versions): Promise<boolean> {
  const known = await Promise.all([
    lockedDocuments(head).then((all) => isAmong(path, all)),
    lockedDocuments(base).then((all) => isAmong(path, all)),
    head.has(suitePath(path)),
    base.has(suitePath(path)),
  ]);
  return known.includes(true);
}

/** All documents that the lockfile of a commit knows. */
export async function lockedDocuments(snapshot: Snapshot): Promise<ReadonlySet<string>> {
  const { lock } = await readRecord(snapshot, []);
  return new Set([...lock.documents, ...lock.requirements].map(({ document }) => document));
}

function isAmong(path: string, known: ReadonlySet<string>): boolean {
  return known.has(path) || [...known].some((each) => archiveOf(each) === path);
}

function unreadable(path: string, cause: Problem | undefined): Problem {
  const why = cause?.message ?? `no format recognises ${path}`;
  return problem({
    code: 'unreadable_document',
    message: `${path} has test cases, but they could not be judged: ${why}`,
    hint: `${cause?.hint ?? 'Bring back its headings.'} If it is no document any more, delete it, or put !${path} among the paths.`,
  });
}

export function tooManyDocuments(count: number): Problem {
  return problem({
    code: 'too_many_documents',
    message: `there are ${count} files to look for requirements in; ${mostDocuments} were read`,
    hint: 'Name only the folders with requirements in paths.',
  });
}
