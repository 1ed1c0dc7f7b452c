import { parseCasesYaml } from '../export/parse-cases-yaml.ts';
import { type Lock, lockedOf } from '../lock/lock.ts';
import { statementHash } from '../lock/content-hash.ts';
import type { ParsedDocument } from '../types.ts';
import type { Committed } from './read-committed.ts';
import { suitePath } from './suite-files.ts';

/** A document that moved: `from` is gone, `to` was unknown and holds most of its requirements. */
export type Rename = { from: string; to: string };

/**
 * Pairs documents that are gone with documents that the lockfile does not know: most requirements of either are there in
 * both, with the same id and statement. Each document is part of at most one pair; the closest go first.
 */
export function findRenames(
  lock: Lock,
  { documents, gone }: { documents: ParsedDocument[]; gone: string[] },
): Rename[] {
  const known = new Set([...lock.documents, ...lock.requirements].map(({ document }) => document));
  const candidates = documents
    .filter(({ path, requirements }) => !known.has(path) && requirements.length > 0)
    .flatMap((document) =>
      gone.map((from) => ({ from, to: document.path, shared: sharedWith(document, lockedOf(lock, from)) })),
    );
  const paired = new Set<string>();
  return candidates
    .filter(({ shared }) => shared > 0.5)
    .toSorted((a, b) => b.shared - a.shared)
    .flatMap(({ from, to }) => {
      if (paired.has(from) || paired.has(to)) return [];
      paired.add(from).add(to);
      return [{ from, to }];
    });
}

/** The committed record as if the documents had always had their new names. Suite files stay under the old name in `files`. */
export function followRenames(committed: Committed, renames: Rename[], documents: ParsedDocument[]): Committed {
  const suites = new Map(committed.suites);
  for (const { from, to } of renames) {
    const path = suitePath(from);
    const text = committed.texts.get(path);
    suites.delete(from);
    if (text === undefined || suites.has(to)) continue;
    // Read again: its quotes have a place only in the document that is there.
    const { suite } = parseCasesYaml(
      { path, text },
      documents.find((each) => each.path === to),
    );
    if (suite) suites.set(to, { ...suite, document: to });
  }
  const nameNow = (document: string) => renames.find(({ from }) => from === document)?.to ?? document;
  const lock: Lock = {
    documents: committed.lock.documents.map((each) => ({ ...each, document: nameNow(each.document) })),
    requirements: committed.lock.requirements.map((each) => ({ ...each, document: nameNow(each.document) })),
  };
  return { ...committed, lock, suites };
}

function sharedWith({ requirements }: ParsedDocument, locked: ReturnType<typeof lockedOf>): number {
  const hashes = new Map(locked.map(({ id, hash }) => [id, hash]));
  const shared = requirements.filter((each) => hashes.get(each.id) === statementHash(each)).length;
  return shared / Math.max(locked.length, requirements.length);
}
