import { suiteFolder } from '../../core/index.ts';
import type { ChangedFile } from './changed-files.ts';
import type { Indirect } from './indirect-changes.ts';

/**
 * Documents by path at the head; the value is the path at the base, if it had one, and whether it is still there. `perhaps`: only
 * if it has one of the names that the change is about.
 */
type Wanted = Map<string, { before?: string; gone: boolean; moved?: boolean; perhaps?: boolean }>;

/** The documents to read: those that change first. */
export function wantedOf(
  files: ChangedFile[],
  matches: (path: string) => boolean,
  { documents, perhaps }: Indirect,
): Wanted {
  const wanted: Wanted = new Map();
  for (const { path, change, previous } of files) {
    for (const suite of [path, ...(previous === undefined ? [] : [previous])]) {
      const document = documentOfSuite(suite);
      if (document !== undefined && matches(document) && !wanted.has(document))
        wanted.set(document, { before: document, gone: false });
    }
    if (previous !== undefined && matches(previous))
      wanted.set(previous, { before: previous, gone: true, moved: true });
    if (!matches(path)) continue;
    if (change === 'removed') wanted.set(path, { before: path, gone: true });
    else if (change === 'added') wanted.set(path, { gone: false });
    else wanted.set(path, { before: previous ?? path, gone: false });
  }
  for (const path of documents) if (!wanted.has(path)) wanted.set(path, { before: path, gone: false });
  for (const path of perhaps) if (!wanted.has(path)) wanted.set(path, { before: path, gone: false, perhaps: true });
  return wanted;
}

function documentOfSuite(path: string): string | undefined {
  const ending = '.cases.yml';
  if (!path.startsWith(`${suiteFolder}/`) || !path.endsWith(ending)) return undefined;
  return path.slice(suiteFolder.length + 1, -ending.length);
}
