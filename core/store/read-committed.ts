import { access } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseCasesYaml } from '../export/parse-cases-yaml.ts';
import type { DocumentSuite, SuiteFile } from '../export/suite-file.ts';
import { emptyLock, type Lock } from '../lock/lock.ts';
import { parseLock } from '../lock/parse-lock.ts';
import type { ParsedDocument, Problem } from '../types.ts';
import { archiveOf } from './archive.ts';
import { readDocument } from './read-document.ts';
import { lockPath, suitePath } from './suite-files.ts';

/** What `casewright/` holds. `files`: suite files to the letter, by document; `texts`: what was read, by path, for error messages. */
export type Committed = {
  lock: Lock;
  suites: Map<string, DocumentSuite>;
  files: Map<string, SuiteFile>;
  texts: Map<string, string>;
  problems: Problem[];
};

/**
 * Reads the lockfile and the suites of these documents below `root`. What is not there yet is empty. `known`: where the
 * lockfile has been read before.
 */
export async function readCommitted(documents: ParsedDocument[], root: string, known?: Committed): Promise<Committed> {
  const committed = known ? { ...known } : await readLock(root);
  for (const document of documents) {
    const path = suitePath(document.path);
    const text = await readIfThere(path, root, committed);
    if (text === undefined) continue;
    const { suite, file, problems } = parseCasesYaml({ path, text }, document);
    committed.problems.push(...problems);
    if (suite) committed.suites.set(document.path, suite);
    if (file) committed.files.set(document.path, file);
  }
  return committed;
}

async function readLock(root: string): Promise<Committed> {
  const committed: Committed = { lock: emptyLock, suites: new Map(), files: new Map(), texts: new Map(), problems: [] };
  const text = await readIfThere(lockPath, root, committed);
  if (text === undefined) return committed;
  const { lock, problems } = parseLock({ path: lockPath, text });
  return { ...committed, lock, problems: [...committed.problems, ...problems] };
}

/** Documents that the lockfile knows and that are not there any more, as documents without requirements. */
export async function goneDocuments(lock: Lock, root: string): Promise<ParsedDocument[]> {
  const known = new Set([...lock.documents, ...lock.requirements].map(({ document }) => document));
  const gone: ParsedDocument[] = [];
  for (const path of known) {
    if (!(await isThere(resolve(root, archiveOf(path))))) {
      gone.push({ path, text: '', requirements: [], skipped: [], problems: [], runs: {} });
    }
  }
  return gone;
}

async function readIfThere(path: string, root: string, committed: Committed): Promise<string | undefined> {
  if (!(await isThere(resolve(root, path)))) return undefined;
  const file = await readDocument(path, root);
  if ('problem' in file) {
    committed.problems.push(file.problem);
    return undefined;
  }
  committed.texts.set(path, file.text);
  return file.text;
}

function isThere(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
