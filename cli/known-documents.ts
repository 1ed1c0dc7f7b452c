import { findDocuments, goneDocuments, readCommitted, unchangedDocuments } from '../core/index.ts';
import type { GenerateCommand } from './commands/generate.ts';
import { type Wanted, wantedPaths } from './read-input.ts';
import type { Shell } from './shell.ts';

/** Documents that the lockfile knows as they are. Whoever wants the whole suite, or all written again, reads everything. */
export async function knownDocuments(
  shell: Shell,
  wanted: Wanted,
  options: GenerateCommand,
): Promise<ReadonlySet<string>> {
  const { stdout, force, upgrade, only, changedSince, format } = options;
  const named = wantedPaths(wanted);
  if (stdout || force || upgrade || only || changedSince !== undefined || format === 'json' || named.includes('-'))
    return new Set();
  const { lock } = await readCommitted([], shell.root);
  const { paths } = await findDocuments(named, shell.root);
  return new Set(await unchangedDocuments(lock, paths, shell.root));
}

/** How many documents the lockfile knows that are not there any more. */
export async function goneSince(shell: Shell): Promise<number> {
  const { lock } = await readCommitted([], shell.root);
  return (await goneDocuments(lock, shell.root)).length;
}
