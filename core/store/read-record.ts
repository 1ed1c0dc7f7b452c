import type { ParsedDocument, Problem } from '../types.ts';
import { problem } from '../errors.ts';
import { findMoves, followMoves, type Move } from './follow-moves.ts';
import { findRenames, followRenames, type Rename } from './follow-renames.ts';
import { type Committed, goneDocuments, readCommitted } from './read-committed.ts';

/** Documents with their committed record, as if everything had always had its present place and name. */
export type RepositoryRecord = {
  /** What was given, and what the lockfile knows and is gone: that without requirements. */
  documents: ParsedDocument[];
  committed: Committed;
  renames: Rename[];
  moves: Move[];
};

/**
 * Reads what `casewright/` holds of `present` and of the documents that are gone. `known`: what was read of it before,
 * so that a large lockfile is read once.
 */
export async function readRecord(
  present: ParsedDocument[],
  root: string,
  known?: Committed,
): Promise<RepositoryRecord> {
  const before = known ?? (await readCommitted([], root));
  const gone = await goneDocuments(before.lock, root);
  return followChanges(await readCommitted([...present, ...gone], root, before), { present, gone });
}

/** Follows documents and requirements that were renamed or moved since `committed` was written. Pure. */
export function followChanges(
  committed: Committed,
  { present, gone }: { present: ParsedDocument[]; gone: ParsedDocument[] },
): RepositoryRecord {
  const documents = [...present, ...gone];
  const renames = findRenames(committed.lock, { documents: present, gone: gone.map(({ path }) => path) });
  const renamed = followRenames(committed, renames, present);
  const moves = findMoves(renamed.lock, documents);
  return { documents, committed: followMoves(renamed, moves, documents), renames, moves };
}

/** No change, so nothing that closes a gate; but the committed files speak of the old names. */
export function changeProblems({ renames, moves }: RepositoryRecord): Problem[] {
  return [
    ...renames.map(({ from, to }) =>
      problem({
        code: 'renamed_document',
        severity: 'warning',
        message: `${from} is ${to} now; its cases were judged as those of ${to}`,
        hint: `Run casewright generate ${to}: it moves the suite and its sign-off.`,
      }),
    ),
    ...moves.map(({ from, to }) =>
      problem({
        code: 'moved_requirement',
        severity: 'warning',
        message: `${from.document}:${from.id} is ${to.document}:${to.id} now; its cases were judged as those of ${to.id}`,
        hint: `Run casewright generate ${[...new Set([from.document, to.document])].join(' ')}: it moves the cases and their sign-off.`,
      }),
    ),
  ];
}
