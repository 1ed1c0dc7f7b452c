import { createHash } from 'node:crypto';
import type { FileChange } from '../../core/index.ts';

/** Tells whether two runs propose the same to the letter. Undefined: nothing is proposed. */
export function casesDigest(changes: FileChange[]): string | undefined {
  if (changes.length === 0) return undefined;
  const contents = changes.map(({ path, text }) => [path, text ?? null]);
  const sorted = contents.toSorted(([a], [b]) => ((a ?? '') < (b ?? '') ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex').slice(0, 16);
}
