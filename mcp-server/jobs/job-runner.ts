import { toStandardError } from '../defect.ts';
import type { Settings } from '../define-tool.ts';
import type { Generated } from '../generated.ts';
import type { Standing } from '../heartbeat.ts';
import { runGeneration } from '../run-generation.ts';
import { reasonOf } from './job-database.ts';
import { type JobOptions, mostAttempts } from './job-options.ts';
import type { JobStore } from './job-store.ts';
import { argumentsOf } from './stored-generation.ts';
import { endOf, failedBy, timedOut } from './job-end.ts';
import type { ClaimedJob } from './stored-job.ts';

export type JobRunner = {
  /** Takes up what is free, now and from time to time. */
  look: () => void;
  /** What a job of this process is at; undefined for those of others. */
  live: (id: string) => { standing: Standing; position: number | undefined } | undefined;
  /** Ends a job of this process that was cancelled in the file; resolves when what it finished is kept. */
  stop: (id: string) => Promise<void>;
  close: () => void;
};

/** Why a run was ended from outside. */
type Stopped = 'cancelled' | 'timed_out' | 'gone';

type Live = {
  controller: AbortController;
  standing: Standing;
  position: number | undefined;
  stopped?: Stopped;
  ended: Promise<void>;
};

/** Runs the jobs of a store, all of them through the queue of the model. */
export function jobRunner(store: JobStore, settings: Settings, options: JobOptions): JobRunner {
  const lives = new Map<string, Live>();
  let [timer, closed]: [NodeJS.Timeout | undefined, boolean] = [undefined, false];

  const stopLive = (live: Live | undefined, why: Stopped): void => {
    if (!live) return;
    live.stopped ??= why;
    live.controller.abort(new Error(why));
  };

  const run = async (job: ClaimedJob, live: Live): Promise<void> => {
    let deadline: NodeJS.Timeout | undefined;
    const onBegin = (): void => {
      live.position = undefined;
      // Between two looks somebody may have cancelled it, or taken it over.
      if (closed || !store.begin(job.id)) return stopLive(live, 'gone');
      deadline = setTimeout(() => stopLive(live, 'timed_out'), options.timeoutMs);
      deadline.unref();
    };
    const result = await runGeneration(argumentsOf(job.arguments), settings, {
      caller: job.caller,
      signal: live.controller.signal,
      tell: (standing) => (live.standing = standing),
      onPosition: (position) => (live.position = position),
      onBegin,
    }).finally(() => clearTimeout(deadline));
    if (closed) return;
    const { generated, lost, absent } = result;
    if (live.stopped === 'timed_out') return save(job, live, { generated, error: timedOut(options.timeoutMs) });
    if (live.stopped) {
      const { result: partial } = endOf({ generated }, options);
      return store.keepPartial(job.id, { ...live.standing, result: partial });
    }
    const attempt = (store.find(job.id, job.caller)?.attempts ?? mostAttempts) - 1;
    const delay = options.backoffMs[attempt];
    if ((lost || (job.wasLost && absent)) && delay !== undefined)
      return store.retry(job.id, delay, `the model was lost; attempt ${attempt + 2} of ${mostAttempts} follows`);
    save(job, live, { generated });
    settings.counter?.(generated.summary);
  };

  const save = (
    { id }: ClaimedJob,
    { standing }: Live,
    what: { generated: Generated; error?: ReturnType<typeof timedOut> },
  ): void => {
    store.renew([[id, { ...standing, message: what.error ? what.error.message : 'finished' }]]);
    store.end(id, endOf(what, options));
  };

  /** Whatever happens to a job, it must not end the server. */
  const runSafely = async (job: ClaimedJob, live: Live): Promise<void> => {
    try {
      await run(job, live);
    } catch (error) {
      safely(() => {
        if (closed) return;
        if (live.stopped === undefined)
          store.end(job.id, { state: 'failed', error: failedBy(error, settings.operator) });
        // Its time was up before anything was finished.
        else if (live.stopped === 'timed_out')
          store.end(job.id, { state: 'failed', error: timedOut(options.timeoutMs) });
        else store.keepPartial(job.id, live.standing);
      });
    } finally {
      lives.delete(job.id);
    }
  };

  const begin = (job: ClaimedJob): void => {
    const controller = new AbortController();
    const standing = { done: 0, total: job.total, message: 'reading' };
    const live: Live = { controller, standing, position: undefined, ended: Promise.resolve() };
    lives.set(job.id, live);
    live.ended = runSafely(job, live);
  };

  const look = (): void => {
    if (closed) return;
    clearTimeout(timer);
    safely(() => {
      const standings = [...lives].map(([id, { standing }]) => [id, standing] as const);
      for (const id of lives.size > 0 ? store.renew(standings) : []) stopLive(lives.get(id), 'gone');
      store.forget();
      for (const job of store.claim()) if (!lives.has(job.id)) begin(job);
    });
    timer = setTimeout(look, isBusy() ? options.busyMs : options.idleMs);
    timer.unref();
  };

  const isBusy = (): boolean => {
    const counts = safely(() => store.counts());
    return lives.size > 0 || (counts?.get('queued') ?? 0) + (counts?.get('running') ?? 0) > 0;
  };

  return {
    look,
    live: (id) => lives.get(id),
    stop: async (id) => {
      const live = lives.get(id);
      if (!live) return;
      stopLive(live, 'cancelled');
      await live.ended;
    },
    close: () => {
      if (closed) return;
      closed = true;
      clearTimeout(timer);
      safely(() => store.release());
      for (const live of lives.values()) stopLive(live, 'gone');
      safely(() => store.close());
    },
  };
}

/** A file that is busy or full for a moment is tried again at the next look. */
function safely<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    toStandardError('jobs', reasonOf(error));
    return undefined;
  }
}
