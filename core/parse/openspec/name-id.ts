import { contentHash } from '../../text/hash.ts';

const longest = 60;

/**
 * The id of a requirement that is known by its name: its words with `-` between them, case kept, because names that
 * differ in case are different requirements. What is cut off a long name is told apart by a hash.
 */
export function nameId(name: string): string {
  const words =
    name
      .normalize('NFC')
      .match(/[\p{L}\p{N}\p{M}]+/gu)
      ?.join('-') ?? '';
  if (words.length <= longest) return words;
  return `${
    words
      .slice(0, longest)
      .replace(/[^-]*$/, '')
      .replace(/-$/, '') || words.slice(0, longest)
  }-${contentHash(name).slice(0, 6)}`;
}
