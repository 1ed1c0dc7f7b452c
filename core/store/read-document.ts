import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { problem } from '../errors.ts';
import type { Problem } from '../types.ts';

/** Largest file that is read, in bytes. */
export const largestFile = 20_000_000;

/** A text file as read: `text` without a byte order mark, `digest` of that text (SHA-256, hex). */
export type TextFile = { path: string; text: string; digest: string };

/** Reads a UTF-8 file below `root`. Missing, too large, binary and wrongly encoded files are problems. */
export async function readDocument(path: string, root: string): Promise<TextFile | { problem: Problem }> {
  const file = resolve(root, path);
  try {
    const { size } = await stat(file);
    if (size > largestFile) {
      const hint = `Split it: at most ${largestFile / 1_000_000} MB are read.`;
      return { problem: problem({ code: 'too_large', message: `${path} is ${size} bytes long`, hint }) };
    }
    return decodeDocument(path, await readFile(file));
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    const hint = 'Check the name and that you may read it.';
    return { problem: problem({ code: 'cannot_read', message: `cannot read ${path}: ${cause}`, hint }) };
  }
}

/** Bytes to text, strictly: nothing is replaced in silence. */
export function decodeDocument(path: string, bytes: Uint8Array): TextFile | { problem: Problem } {
  const encoding = wrongEncoding(bytes);
  if (encoding !== undefined) {
    const hint = 'Save it as UTF-8 text.';
    return { problem: problem({ code: 'not_utf8', message: `${path} is ${encoding}, not UTF-8 text`, hint }) };
  }
  const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  return { path, text, digest: digestOf(text) };
}

export function digestOf(text: string): string {
  return createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex');
}

function wrongEncoding(bytes: Uint8Array): string | undefined {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) return 'UTF-16';
  if (bytes.includes(0)) return 'a binary file';
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return undefined;
  } catch {
    return 'in another encoding';
  }
}
