import { contentHash } from '../text/hash.ts';
import type { Lock, LockedRequirement, Writer } from './lock.ts';

/**
 * The lockfile: a version line, then one JSON line for each document, each writer and each requirement, sorted, so that
 * branches that touch different requirements merge without a conflict.
 */
export function renderLock(lock: Lock): string {
  const documents = lock.documents
    .toSorted((a, b) => compare(a.document, b.document))
    .map(({ document, digest, suite, clean }) => JSON.stringify({ document, digest, suite, ...(clean && { clean }) }));
  const writers = new Map<string, string>();
  const requirements = lock.requirements
    .toSorted((a, b) => compare(a.document, b.document) || compare(a.id, b.id))
    .map((each) => JSON.stringify(lineOf(each, (writer) => writerKey(writer, writers))));
  const names = [...writers].toSorted(([a], [b]) => compare(a, b)).map(([, line]) => line);
  return [`{"casewright_lock":1}`, ...documents, ...names, ...requirements].map((line) => `${line}\n`).join('');
}

/** A writer is named once: its digests are long, and it writes many cases. */
function writerKey({ model, model_digest, prompt, schema }: Writer, writers: Map<string, string>): string {
  if (model === 'rules') return model;
  const parts = { model, ...(model_digest && { model_digest }), ...(prompt && { prompt }), ...(schema && { schema }) };
  const key = contentHash(JSON.stringify(parts)).slice(0, 8);
  writers.set(key, JSON.stringify({ writer: key, ...parts }));
  return key;
}

function lineOf(locked: LockedRequirement, keyOf: (writer: Writer) => string): object {
  const cases = Object.entries(locked.cases).map(([id, { content, basis, by, covers, criterion, signed }]) => {
    const said = { content, basis, by: keyOf(by), covers };
    return [id, { ...said, ...(criterion !== undefined && { criterion }), ...(signed && { signed }) }] as const;
  });
  return {
    requirement: `${locked.document}:${locked.id}`,
    hash: locked.hash,
    ...(Object.keys(locked.criteria).length > 0 && { criteria: sorted(Object.entries(locked.criteria)) }),
    items: sorted(Object.entries(locked.items)),
    next: locked.next,
    ...(locked.questions > 0 && { questions: locked.questions }),
    ...(Object.keys(locked.ideas).length > 0 && { ideas: sorted(Object.entries(locked.ideas)) }),
    cases: sorted(cases),
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
