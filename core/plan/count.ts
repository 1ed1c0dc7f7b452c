import { numberPattern, numberValue, writeLike } from '../text/numbers.ts';

const counted = new RegExp(
  String.raw`\b(?<n>${numberPattern}|twice|thrice)(?:\s+(?:consecutive|successive|failed|unsuccessful|invalid|wrong|incorrect|repeated|times?)\b|(?<=twice|thrice))(?:\s+in a row)?`,
  'iu',
);

export type Count = { value: number; text: string; from: number; to: number };

/** "three times", "5 consecutive failed attempts": how often something happens before the reaction. */
export function findCount(text: string): Count | undefined {
  const match = counted.exec(text);
  const written = match?.groups?.['n'];
  const value = written === undefined ? undefined : numberValue(written);
  if (!match || !written || value === undefined || value < 2) return undefined;
  return { value, text: written, from: match.index, to: match.index + written.length };
}

/** One less, written in the manner of the original: `three times` → `two times`, `twice` → `once`. */
export function oneLess(count: Count): string {
  if (/twice/i.test(count.text)) return 'once';
  if (/thrice/i.test(count.text)) return 'twice';
  return writeLike(count.value - 1, count.text);
}
