import { createHash } from 'node:crypto';
import { readFile, realpath, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { problem } from '../errors.ts';
import type { Problem } from '../types.ts';
import { archiveOf, isArchive, openArchive } from './archive.ts';
import { decodeText } from './decode-text.ts';
import { isInside } from './is-inside.ts';

/** Largest file that is read, in bytes. */
export const largestFile = 20_000_000;

/** A text file as read: `text` without a byte order mark, `digest` of that text (SHA-256, hex). */
export type TextFile = { path: string; text: string; digest: string };

type Read = TextFile | { problem: Problem };

/**
 * Reads a text file below `root`, or one in an archive (`lift.reqifz!/lift.reqif`). Missing, too large, binary and wrongly
 * encoded files are problems, and so is one that lies elsewhere, by `..` or by a link; `anywhere`: a person has named it.
 */
export async function readDocument(path: string, root: string, { anywhere = false } = {}): Promise<Read> {
  if (archiveOf(path) === path) {
    const bytes = await readBytes(path, root, anywhere);
    return 'problem' in bytes ? bytes : decodeDocument(path, bytes.bytes);
  }
  const all = await readDocuments(archiveOf(path), root);
  const hint = 'Check the name of the entry.';
  const missing = { problem: problem({ code: 'cannot_read', message: `cannot read ${path}: no such entry`, hint }) };
  return all.find((each) => 'text' in each && each.path === path) ?? all.find((each) => 'problem' in each) ?? missing;
}

/** Reads a file below `root`: an archive gives each `.reqif` in it as `<archive>!/<name>`. */
export async function readDocuments(path: string, root: string): Promise<Read[]> {
  if (!isArchive(path)) return [await readDocument(path, root)];
  const bytes = await readBytes(path, root);
  if ('problem' in bytes) return [bytes];
  const { entries, problems } = openArchive(path, bytes.bytes);
  return [
    ...problems.map((each) => ({ problem: each })),
    ...entries.map((entry) => decodeDocument(`${path}!/${entry.name}`, entry.bytes)),
  ];
}

/** Bytes to text, strictly: nothing is replaced in silence. UTF-8, and UTF-16 with a byte order mark. */
export function decodeDocument(path: string, bytes: Uint8Array): Read {
  const decoded = decodeText(path, bytes);
  return 'problem' in decoded ? decoded : { path, text: decoded.text, digest: digestOf(decoded.text) };
}

export function digestOf(text: string): string {
  return createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex');
}

async function readBytes(
  path: string,
  root: string,
  anywhere = false,
): Promise<{ bytes: Uint8Array } | { problem: Problem }> {
  const file = resolve(root, path);
  try {
    const { size } = await stat(file);
    const real = await realpath(file);
    if (!anywhere && !isInside(real, await realpath(root))) return { problem: outside(path, root) };
    if (size <= largestFile) return { bytes: await readFile(real) };
    const hint = `Split it: at most ${largestFile / 1_000_000} MB are read.`;
    return { problem: problem({ code: 'too_large', message: `${path} is ${size} bytes long`, hint }) };
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    const hint = 'Check the name and that you may read it.';
    return { problem: problem({ code: 'cannot_read', message: `cannot read ${path}: ${cause}`, hint }) };
  }
}

function outside(path: string, root: string): Problem {
  const hint = 'Remove the symbolic link, or run casewright in a folder above both.';
  return problem({ code: 'outside_root', message: `${path} leads outside ${root}`, hint });
}
