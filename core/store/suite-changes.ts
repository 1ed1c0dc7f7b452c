import { isDeepStrictEqual } from 'node:util';
import { committedSuite, renderCasesYaml } from '../export/render-cases-yaml.ts';
import type { DocumentSuite } from '../export/suite-file.ts';
import { type Lock, type LockedDocument, lockedOf, type LockedRequirement } from '../lock/lock.ts';
import { renderLock } from '../lock/render-lock.ts';
import type { ParsedDocument } from '../types.ts';
import type { Committed } from './read-committed.ts';
import { digestOf } from './read-document.ts';
import { lockPath, suitePath } from './suite-files.ts';
import type { FileChange } from './write-files.ts';

/**
 * The files to write after a run, suites before the lockfile, which speaks of them. A suite file that already says the same
 * stays as a person formatted it. Digests are renewed only together with something else, so that white space in a
 * document changes no committed file; a digest that no longer fits only means that the file is read.
 */
export function suiteChanges(
  { suites, lock, clean = [] }: { suites: DocumentSuite[]; lock: Lock; clean?: readonly string[] },
  { documents, committed }: { documents: ParsedDocument[]; committed: Committed },
): FileChange[] {
  const texts = new Map(documents.map(({ path, text }) => [path, text]));
  const changes: FileChange[] = [];
  const locked = new Map(committed.lock.documents.map((each) => [each.document, each]));
  for (const suite of suites) {
    const change = suiteChange(suite, committed, lock);
    if (change) changes.push(change);
    const known = locked.get(suite.document);
    const sameLines = isDeepStrictEqual(linesOf(lock, suite.document), linesOf(committed.lock, suite.document));
    if (change === undefined && sameLines && known) continue;
    const written = change?.text ?? committed.texts.get(suitePath(suite.document));
    const document = { path: suite.document, text: texts.get(suite.document) ?? '' };
    const entry = lockedDocument(document, written, clean.includes(suite.document));
    if (entry && !isForgotten(suite, lock)) locked.set(suite.document, entry);
    else locked.delete(suite.document);
  }
  const next: Lock = { documents: [...locked.values()], requirements: lock.requirements };
  const before = committed.texts.get(lockPath);
  if (next.documents.length === 0 && next.requirements.length === 0 && before === undefined) return changes;
  const text = renderLock(next);
  return text === before?.replaceAll('\r\n', '\n') ? changes : [...changes, { path: lockPath, text }];
}

function suiteChange(suite: DocumentSuite, committed: Committed, lock: Lock): FileChange | undefined {
  const path = suitePath(suite.document);
  const before = committed.files.get(suite.document);
  if (isForgotten(suite, lock)) return before ? { path } : undefined;
  return isDeepStrictEqual(before, committedSuite(suite)) ? undefined : { path, text: renderCasesYaml(suite) };
}

/** Nothing to remember of this document: it has no requirement and nobody's case. */
function isForgotten({ document, test_cases, questions }: DocumentSuite, lock: Lock): boolean {
  return test_cases.length === 0 && questions.length === 0 && lockedOf(lock, document).length === 0;
}

function linesOf(lock: Lock, document: string): Map<string, LockedRequirement> {
  return new Map(lockedOf(lock, document).map((each) => [each.id, each]));
}

function lockedDocument(
  { path, text }: { path: string; text: string },
  suite: string | undefined,
  clean: boolean,
): LockedDocument | undefined {
  if (suite === undefined) return undefined;
  return { document: path, digest: digestOf(text), suite: digestOf(suite), ...(clean && { clean }) };
}
