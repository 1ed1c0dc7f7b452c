import { mkdir, readFile, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { problem } from '../errors.ts';
import type { Problem } from '../types.ts';
import { leadsInside } from './is-inside.ts';

/** A file below the root; without `text` it is removed. */
export type FileChange = { path: string; text?: string };

/**
 * Writes each file in the given order, each one whole or not at all. A file whose content is already right is not
 * touched, so its time stays; line ends do not count as content. No link leads out of the root. Stops at the first failure. `found`: what the files held
 * when the work began; if one holds something else now, nothing is written.
 */
export async function writeFiles(
  changes: FileChange[],
  root: string,
  found?: ReadonlyMap<string, string>,
): Promise<{ written: string[]; unchanged: string[]; problems: Problem[] }> {
  const written: string[] = [];
  const unchanged: string[] = [];
  const overtaken = found && (await changedSince(changes, root, found));
  if (overtaken) return { written, unchanged, problems: [overtaken] };
  for (const { path, text } of changes) {
    const file = resolve(root, path);
    try {
      // Whoever writes to a link writes to what it leads to.
      if (!(await leadsInside(file, root))) {
        const hint = 'Remove the symbolic link: casewright writes only below the folder it runs in.';
        const message = `${path} leads outside ${root}`;
        return { written, unchanged, problems: [problem({ code: 'outside_root', message, hint })] };
      }
      if (await isCurrent(file, text)) {
        unchanged.push(path);
        continue;
      }
      await mkdir(dirname(file), { recursive: true });
      if (text === undefined) await rm(file, { force: true });
      else await writeFileAtomic(file, text);
      written.push(path);
    } catch (error) {
      const cause = error instanceof Error ? error.message : String(error);
      const hint = 'Check that the folder may be written and that the disk is not full, then run again.';
      const failed = problem({ code: 'cannot_write', message: `cannot write ${path}: ${cause}`, hint });
      return { written, unchanged, problems: [failed] };
    }
  }
  return { written, unchanged, problems: [] };
}

/** Somebody else, another run most likely, wrote meanwhile: what they wrote would be lost. */
async function changedSince(
  changes: FileChange[],
  root: string,
  found: ReadonlyMap<string, string>,
): Promise<Problem | undefined> {
  for (const { path, text } of changes) {
    const now = await readFile(resolve(root, path), 'utf8').catch(() => undefined);
    if (now === undefined || plain(now) === plain(found.get(path) ?? '') || plain(now) === text) continue;
    const message = `${path} changed while this run was working; nothing was written`;
    return problem({
      code: 'changed_meanwhile',
      message,
      hint: 'Run again: what the model has answered is kept, so that costs little.',
    });
  }
  return undefined;
}

const plain = (text: string): string => text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');

async function isCurrent(file: string, text: string | undefined): Promise<boolean> {
  const current = await readFile(file, 'utf8').catch(() => undefined);
  return current?.replaceAll('\r\n', '\n') === text;
}
