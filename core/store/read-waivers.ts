import { access } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseWaivers, type Waiver } from '../trace/waivers.ts';
import type { Problem } from '../types.ts';
import { readDocument } from './read-document.ts';
import { waiversPath } from './suite-files.ts';

/** Reads `casewright/waivers.yml` below `root`; no file waives nothing. `now` decides what has expired. */
export async function readWaivers(root: string, now: Date): Promise<{ waivers: Waiver[]; problems: Problem[] }> {
  const isThere = await access(resolve(root, waiversPath)).then(
    () => true,
    () => false,
  );
  if (!isThere) return { waivers: [], problems: [] };
  const file = await readDocument(waiversPath, root);
  if ('problem' in file) return { waivers: [], problems: [file.problem] };
  return parseWaivers(file, now.toISOString().slice(0, 10));
}
