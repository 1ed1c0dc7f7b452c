import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { ConfigurationError, problem, type Problem } from '../core/index.ts';
import type { Call } from './define-tool.ts';
import { generationQueue } from './generation-queue.ts';
import { runHere, type TaskInput, type TaskName, type TaskResult } from './heavy-tasks.ts';

/** What is sent to the thread, and what comes back. `defect`: what was thrown there, as text. */
export type Order<Name extends TaskName = TaskName> = { name: Name; given: TaskInput<Name> };
export type Reply = { value: unknown } | { problems: Problem[] } | { defect: string };

type Job<Name extends TaskName> = {
  given: TaskInput<Name>;
  /** Characters of the documents that it is about. */
  size: number;
  by: Pick<Call, 'caller' | 'signal'>;
};

/** Does what takes long in a thread of its own, so that health, heartbeats and other callers need not wait for it. */
export type HeavyWork = {
  /** @throws ConfigurationError as the task does, when the call was cancelled, and when too many wait */
  run: <Name extends TaskName>(name: Name, job: Job<Name>) => Promise<TaskResult<Name>>;
  close: () => Promise<void>;
};

/** Below this the work takes less than a fifth of a second, and copying would be most of it. */
const small = 20_000;
export const isSmall = (size: number): boolean => size < small;
const mostWaiting = 50;
const idleMs = 60_000;
/** A document that needs more ends its own call, not the server. */
const mostMegabytes = 2048;

/**
 * The thread starts with the first work that is worth it and ends some time after the last. Callers take turns; a call that
 * is cancelled frees the thread at once.
 */
export function heavyWork(packageRoot: string): HeavyWork {
  const queue = generationQueue(1, mostWaiting);
  let worker: Worker | undefined;
  let idle: NodeJS.Timeout | undefined;

  const end = async (): Promise<void> => {
    clearTimeout(idle);
    const ended = worker;
    worker = undefined;
    await ended?.terminate();
  };
  const started = async (): Promise<Worker> => {
    clearTimeout(idle);
    if (worker) return worker;
    const { Worker: Thread } = await import('node:worker_threads');
    const thread = new Thread(threadFile(packageRoot), {
      resourceLimits: { maxOldGenerationSizeMb: mostMegabytes },
      execArgv: [],
    });
    thread.unref();
    thread.once('exit', () => {
      if (worker === thread) worker = undefined;
    });
    return (worker = thread);
  };
  const ask = async (order: Order, signal: AbortSignal): Promise<unknown> => {
    const thread = await started();
    const { promise, resolve, reject } = Promise.withResolvers<Reply>();
    const onExit = (): void => reject(new Error('the thread for heavy work has ended'));
    const onAbort = (): void => {
      reject(cancelled());
      void end();
    };
    thread.on('message', resolve).on('error', reject).on('exit', onExit);
    signal.addEventListener('abort', onAbort, { once: true });
    // While it works, the process must not end for want of anything else to do.
    thread.ref();
    try {
      if (signal.aborted) throw cancelled();
      thread.postMessage(order);
      return valueOf(await promise);
    } finally {
      thread.unref();
      thread.off('message', resolve).off('error', reject).off('exit', onExit);
      signal.removeEventListener('abort', onAbort);
      if (worker === thread) idle = setTimeout(() => void end(), idleMs).unref();
    }
  };
  const inTurn = async <Name extends TaskName>(name: Name, { given, by }: Job<Name>): Promise<TaskResult<Name>> => {
    // The thread runs the very function whose result this is.
    const work = async () => (await ask({ name, given }, by.signal)) as TaskResult<Name>;
    try {
      return await queue.run(work, by);
    } catch (error) {
      throw error === by.signal.reason ? cancelled() : error;
    }
  };
  return {
    run: (name, job) => (isSmall(job.size) ? runHere(name, job.given) : inTurn(name, job)),
    close: end,
  };
}

/** From its sources, and as `npm run build:cli` bundles it. */
const threadFile = (packageRoot: string): string =>
  import.meta.filename.endsWith('.ts')
    ? join(packageRoot, 'mcp-server', 'heavy-thread.ts')
    : join(packageRoot, 'dist', 'cli', 'heavy-thread.js');

/** @throws ConfigurationError */
function valueOf(reply: Reply): unknown {
  if ('value' in reply) return reply.value;
  if ('problems' in reply) throw new ConfigurationError(reply.problems);
  throw new Error(reply.defect);
}

const cancelled = (): ConfigurationError =>
  new ConfigurationError([
    problem({ code: 'cancelled', message: 'the call was cancelled while its document was read', hint: 'Call again.' }),
  ]);
