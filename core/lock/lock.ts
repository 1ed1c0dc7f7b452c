/** The committed record, as `casewright/casewright.lock` holds it. */
export type Lock = { documents: LockedDocument[]; requirements: LockedRequirement[] };

/**
 * Digests (SHA-256) of a document and of its suite file as of the last run that changed the suite. `clean`: nothing was
 * uncovered, stale, orphaned, repeated or edited then, so that files with these digests need not be read to know.
 */
export type LockedDocument = { document: string; digest: string; suite: string; clean?: boolean };

/**
 * One requirement: `hash` of its statement, of its criteria by id; `items`: content key of each coverage item → its n,
 * `next` the next n that was never used; `questions` that are open; `ideas`: kind → n; `cases` by id. Without cases, and gone from its
 * document, it is kept for its numbers only.
 */
export type LockedRequirement = {
  document: string;
  id: string;
  hash: string;
  criteria: Record<string, string>;
  items: Record<string, number>;
  next: number;
  questions: number;
  ideas: Record<string, number>;
  cases: Record<string, LockedCase>;
};

/**
 * `content`: hash of the case as casewright last saw it; `basis`: hash of the statement or criterion it was written for;
 * `covers`: n of the items that it covers, `criterion` whose they are; `signed`: a person accepted, rejected or wrote it.
 */
export type LockedCase = {
  content: string;
  basis: string;
  by: Writer;
  covers: number[];
  criterion?: string;
  signed?: 'accepted' | 'rejected' | 'human';
};

/** `rules`, or a model with the digests of all that shapes its answers. */
export type Writer = { model: string; model_digest?: string; prompt?: string; schema?: string };

/** Who wrote what an assistant handed in and the checks let pass. A local model does not write that again by itself. */
export const assistant = 'assistant';

export const emptyLock: Lock = { documents: [], requirements: [] };

const byDocument = new WeakMap<LockedRequirement[], Map<string, LockedRequirement[]>>();

/** The lines of one document. Asked for document by document, so the index is made once for each lock. */
export function lockedOf({ requirements }: Lock, document: string): LockedRequirement[] {
  let index = byDocument.get(requirements);
  if (!index) byDocument.set(requirements, (index = Map.groupBy(requirements, (each) => each.document)));
  return index.get(document) ?? [];
}
