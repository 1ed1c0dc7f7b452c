import { findDocuments, isAmbiguous, readCommitted } from '../core/index.ts';
import { oneLine } from './clean.ts';
import type { Settings } from './define-tool.ts';

const mostOffered = 100;

/** Documents below the roots whose name holds `part`, for completions. */
export async function knownDocuments(part: string, { roots }: Pick<Settings, 'roots'>): Promise<string[]> {
  const found = await Promise.all(roots.map((root) => findDocuments(['.'], root)));
  return offered(
    found.flatMap(({ paths }) => paths.filter((path) => !isAmbiguous(path))),
    part,
  );
}

/** Requirements on record whose id holds `part`. */
export async function knownRequirements(part: string, { roots }: Pick<Settings, 'roots'>): Promise<string[]> {
  const locks = await recorded(roots);
  return offered(
    locks.flatMap(({ requirements }) => requirements.map(({ id }) => id)),
    part,
  );
}

/** Documents on record whose name holds `part`. */
export async function recordedDocuments(part: string, { roots }: Pick<Settings, 'roots'>): Promise<string[]> {
  const locks = await recorded(roots);
  return offered(
    locks.flatMap(({ documents }) => documents.map(({ document }) => document)),
    part,
  );
}

async function recorded(roots: string[]) {
  return (await Promise.all(roots.map((root) => readCommitted([], root)))).map(({ lock }) => lock);
}

function offered(names: string[], part: string): string[] {
  const wanted = part.toLowerCase();
  // A name that hides something is no name that anybody picks from a list.
  const fitting = [...new Set(names)].filter((name) => name.toLowerCase().includes(wanted) && oneLine(name) === name);
  // What begins like it comes first.
  return fitting
    .toSorted((a, b) => Number(b.toLowerCase().startsWith(wanted)) - Number(a.toLowerCase().startsWith(wanted)))
    .slice(0, mostOffered);
}
