/** The committed record, as `casewright/casewright.lock` holds it. */
export type Lock = { documents: LockedDocument[]; requirements: LockedRequirement[] };

/** Digests (SHA-256) of a document and of its suite file as of the last run that changed the suite. */
export type LockedDocument = { document: string; digest: string; suite: string };

/**
 * One requirement: `hash` of its statement, of its criteria by id; `items`: content key of each coverage item → its n,
 * `next` the next n that was never used; `cases` by id; `by`: what wrote them.
 */
export type LockedRequirement = {
  document: string;
  id: string;
  hash: string;
  criteria: Record<string, string>;
  items: Record<string, number>;
  next: number;
  cases: Record<string, LockedCase>;
  by: Writer;
};

/** `content`: hash of the case as casewright last saw it; `basis`: hash of the statement or criterion it was written for. */
export type LockedCase = { content: string; basis: string };

/** `rules`, or a model with the digests of all that shapes its answers. */
export type Writer = { model: string; model_digest?: string; prompt?: string; schema?: string };

export const emptyLock: Lock = { documents: [], requirements: [] };

export function lockedOf(lock: Lock, document: string): LockedRequirement[] {
  return lock.requirements.filter((each) => each.document === document);
}
