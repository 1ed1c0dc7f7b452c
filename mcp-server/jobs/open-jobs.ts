import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { ConfigurationError, problem, stateFolder } from '../../core/index.ts';
import { toStandardError } from '../defect.ts';
import type { Settings } from '../define-tool.ts';
import { prepareGeneration } from '../prepare-generation.ts';
import { changeWatch } from './change-watch.ts';
import { isThere, jobFile, openDatabase, reasonOf, unusable } from './job-database.ts';
import { cancelled } from './job-end.ts';
import { type JobOptions, jobOptions } from './job-options.ts';
import { type JobRunner, jobRunner } from './job-runner.ts';
import { type JobStore, jobStore } from './job-store.ts';
import { hasEnded, type Job, type Jobs } from './jobs.ts';
import { thisOwner } from './owner.ts';
import { resultOf } from './stored-generation.ts';
import { jobOf } from './stored-job.ts';

type Open = { store: JobStore; runner: JobRunner };

// Somebody else's server may be at work on it: only the file tells.
const pollMs = 200;

/**
 * The jobs of this server. Those that an earlier one left unfinished are taken up soon after the start; the file is opened
 * for that, or with the first job.
 */
export function openJobs(settings: Omit<Settings, 'jobs'>, given: Partial<JobOptions> = {}): Jobs {
  const options = { ...jobOptions, ...given };
  const folder = stateFolder(settings.environment);
  const owner = thisOwner();
  let opening: Promise<Open> | undefined;
  let opened: Open | undefined;
  let closed = false;
  const changes = changeWatch(() => (closed ? 'closed' : safeVersion(opened)), pollMs);

  const openNow = async (): Promise<Open> => {
    const database = await openDatabase(folder);
    const store = jobStore(database, { scope: scopeOf(settings), owner, options });
    const runner = jobRunner(store, { ...settings, jobs }, options);
    opened = { store, runner };
    if (closed) runner.close();
    else runner.look();
    return opened;
  };
  /** A folder that could not be written may be later. */
  const open = (): Promise<Open> => {
    opening ??= openNow().catch((error: unknown) => {
      opening = undefined;
      throw error;
    });
    return opening;
  };
  const openIfThere = async (): Promise<Open | undefined> =>
    !closed && (opening !== undefined || (await isThere(jobFile(folder)))) ? open() : undefined;

  const find = async (handle: string, caller: string): Promise<Job | undefined> => {
    const { store, runner } = (await openIfThere()) ?? {};
    if (!store || !runner || closed) return undefined;
    return fromFile(() => {
      const stored = store.find(digestOf(handle), caller);
      if (!stored) return undefined;
      const live = hasEnded({ status: stored.state }) ? undefined : runner.live(stored.id);
      const position = stored.state === 'queued' ? (live?.position ?? store.position(stored)) : undefined;
      return jobOf({ ...stored, ...live?.standing }, handle, position);
    });
  };

  const jobs: Jobs = {
    start: async (args, caller) => {
      await prepareGeneration(args, settingsWithJobs());
      const { store, runner } = await open();
      const handle = randomBytes(24).toString('base64url');
      const job = { id: digestOf(handle), caller, arguments: JSON.stringify(args) };
      const full = fromFile(() => store.add(job));
      if (full) throw queueFull(full === 'all' ? options.mostWaiting : options.mostWaitingOfCaller, full);
      runner.look();
      const started = await find(handle, caller);
      if (!started) throw new Error('a job that was just put into the file is not in it');
      return started;
    },
    find,
    wait: async (handle, caller, { ms, signal }) => {
      const until = performance.now() + ms;
      for (;;) {
        const job = await find(handle, caller);
        const left = until - performance.now();
        if (!job || hasEnded(job) || left <= 0 || signal.aborted) return job;
        await changes.next(left, signal);
      }
    },
    cancel: async (handle, caller) => {
      const job = await find(handle, caller);
      if (!job || hasEnded(job)) return job;
      const { store, runner } = await open();
      fromFile(() => store.cancel(digestOf(handle), cancelled));
      await runner.stop(digestOf(handle));
      return find(handle, caller);
    },
    result: async (handle, caller) => {
      const job = await find(handle, caller);
      if (!job || !opened) return undefined;
      const { store } = opened;
      const text = fromFile(() => store.result(digestOf(handle)));
      return text === undefined ? undefined : resultOf(text);
    },
    counts: () => {
      const found = closed ? undefined : opened?.store.counts();
      const of = (state: Job['status']): number => found?.get(state) ?? 0;
      return {
        queued: of('queued'),
        running: of('running'),
        done: of('done'),
        failed: of('failed'),
        cancelled: of('cancelled'),
      };
    },
    close: async () => {
      closed = true;
      clearTimeout(resuming);
      await opening?.catch(() => undefined);
      opened?.runner.close();
    },
  };
  const settingsWithJobs = (): Settings => ({ ...settings, jobs });

  const resume = (): void => void openIfThere().catch((error: unknown) => toStandardError('jobs', reasonOf(error)));
  const resuming = setTimeout(resume, options.settleMs);
  // What is left over is no reason to stay when the client has gone.
  resuming.unref();
  return jobs;
}

/** A file that cannot be read for a moment has changed: whoever looks then learns why. */
function safeVersion(opened: Open | undefined): string {
  try {
    return opened?.store.version() ?? 'none';
  } catch {
    return randomUUID();
  }
}

/** A server takes up jobs that could have been started with it, no others. */
function scopeOf({ roots, config }: Pick<Settings, 'roots' | 'config'>): string {
  return digestOf(JSON.stringify([roots.toSorted(), config ?? null]));
}

const digestOf = (text: string): string => createHash('sha256').update(text).digest('base64url');

/** What SQLite throws is about the file: busy, full, or damaged. @throws ConfigurationError */
function fromFile<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_SQLITE_ERROR')
      throw unusable(`its file cannot be used (${error.message})`, 'Try again; is the disk full, or the file damaged?');
    throw error;
  }
}

function queueFull(most: number, whose: 'all' | 'caller'): ConfigurationError {
  const message = `${whose === 'all' ? 'all places of the queue' : 'your places in the queue'} are taken: ${most} jobs wait`;
  const hint = 'Wait for one with get_generation, end one with cancel_generation, or name more ids in one job.';
  return new ConfigurationError([problem({ code: 'queue_full', message, hint })]);
}
