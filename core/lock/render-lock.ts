import type { Lock, LockedRequirement } from './lock.ts';

/**
 * The lockfile: a version line, then one JSON line for each document and each requirement, sorted, so that branches that
 * touch different requirements merge without a conflict.
 */
export function renderLock(lock: Lock): string {
  const documents = lock.documents
    .toSorted((a, b) => compare(a.document, b.document))
    .map(({ document, digest, suite }) => JSON.stringify({ document, digest, suite }));
  const requirements = lock.requirements
    .toSorted((a, b) => compare(a.document, b.document) || compare(a.id, b.id))
    .map((each) => JSON.stringify(lineOf(each)));
  return [`{"casewright_lock":1}`, ...documents, ...requirements].map((line) => `${line}\n`).join('');
}

function lineOf(locked: LockedRequirement): object {
  const { model, model_digest, prompt, schema } = locked.by;
  const cases = Object.entries(locked.cases).map(([id, { content, basis }]) => [id, [content, basis]] as const);
  return {
    requirement: `${locked.document}:${locked.id}`,
    hash: locked.hash,
    ...(Object.keys(locked.criteria).length > 0 && { criteria: sorted(Object.entries(locked.criteria)) }),
    items: sorted(Object.entries(locked.items)),
    next: locked.next,
    cases: sorted(cases),
    by: { model, ...(model_digest && { model_digest }), ...(prompt && { prompt }), ...(schema && { schema }) },
  };
}

function sorted<T>(entries: (readonly [string, T])[]): Record<string, T> {
  return Object.fromEntries(entries.toSorted(([a], [b]) => compare(a, b)));
}

/** By code unit: the same on every machine, whatever its locale. */
function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
