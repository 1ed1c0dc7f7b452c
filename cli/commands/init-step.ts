import { access } from 'node:fs/promises';
import { resolve } from 'node:path';
import { ConfigurationError, writeFiles } from '../../core/index.ts';
import { type Shell, showProblems } from '../shell.ts';

/** One file, what became of it, and why. `planned`: a dry run would have written `text`. */
export type Step = { path: string; state: 'written' | 'planned' | 'kept' | 'unchanged'; note: string; text?: string };

/** A file that belongs there. */
export type Wanted = { path: string; text: string; note: string };

/** Writes a file that may be there already, such as one that is added to. @throws ConfigurationError */
export async function write(shell: Shell, { path, text, note }: Wanted, dryRun: boolean): Promise<Step> {
  if (dryRun) return { path, state: 'planned', note, text };
  const { problems } = await writeFiles([{ path, text }], shell.root);
  await showProblems(shell, problems);
  if (problems.length > 0) throw new ConfigurationError(problems);
  return { path, state: 'written', note };
}

export function kept(path: string, note = 'it is there already'): Step {
  return { path, state: 'kept', note };
}

export function isThere(shell: Shell, path: string): Promise<boolean> {
  return access(resolve(shell.root, path)).then(
    () => true,
    () => false,
  );
}
