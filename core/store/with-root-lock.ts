import { createHash } from 'node:crypto';
import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DatabaseSync } from 'node:sqlite';
import { makeFolder } from '../model/make-folder.ts';
import { ConfigurationError, problem } from '../errors.ts';
import { stateFolder } from './state-folder.ts';

type Options = {
  environment: Readonly<Record<string, string | undefined>>;
  signal?: AbortSignal;
  /** How long to wait for others. */
  patienceMs?: number;
};

const pollMs = 25;

/**
 * Runs `work` while no other process of this user that asks for the same root does. The system frees the lock of a process
 * that dies. Where no lock can be kept (a home that cannot be written), whoever writes still sees that a file has changed
 * since it was read. @throws ConfigurationError when others do not come to an end, and the reason of the signal
 */
export async function withRootLock<T>(
  root: string,
  work: () => Promise<T>,
  { environment, signal, patienceMs = 10_000 }: Options,
): Promise<T> {
  const database = await openLock(root, environment).catch(() => undefined);
  if (!database) return work();
  try {
    await take(database, { root, signal, until: performance.now() + patienceMs });
    return await work();
  } finally {
    // Gives the lock back.
    database.close();
  }
}

type Wait = { root: string; signal: AbortSignal | undefined; until: number };

async function take(database: DatabaseSync, { root, signal, until }: Wait): Promise<void> {
  for (;;) {
    signal?.throwIfAborted();
    try {
      database.exec('BEGIN EXCLUSIVE');
      return;
    } catch (error) {
      if (!isBusy(error)) return;
    }
    if (performance.now() > until) throw busy(root);
    await sleep(pollMs);
  }
}

/** A file that holds nothing: only its lock means something. */
async function openLock(root: string, environment: Options['environment']): Promise<DatabaseSync> {
  const folder = join(stateFolder(environment), 'locks');
  const digest = createHash('sha256')
    .update(await realpath(root))
    .digest('hex');
  await makeFolder(folder);
  const { DatabaseSync: Database } = await import('node:sqlite');
  return new Database(join(folder, `${digest.slice(0, 32)}.sqlite`), { timeout: 0 });
}

const isBusy = (error: unknown): boolean =>
  // SQLITE_BUSY; its extended codes have it in the last byte.
  error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' && (error.errcode & 0xff) === 5;

function busy(root: string): ConfigurationError {
  const message = `another casewright is writing below ${root}`;
  const hint = 'Try again in some seconds. If that does not help, end the other casewright process.';
  return new ConfigurationError([problem({ code: 'repository_busy', message, hint })]);
}
