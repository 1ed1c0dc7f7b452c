import type { DatabaseSync } from 'node:sqlite';
import { forgetJobs } from './forget-jobs.ts';
import { type JobOptions, mostAttempts } from './job-options.ts';
import { jobRows } from './job-rows.ts';
import type { Job, JobState } from './jobs.ts';
import { isOver, type Owner } from './owner.ts';
import { type ClaimedJob, stateOf, storedColumns, type StoredJob, storedJob } from './stored-job.ts';

export type Ended = { state: 'done' | 'failed'; result?: string; error?: NonNullable<Job['error']> };

/** Jobs of one scope in the file that all servers of a user share. */
export type JobStore = {
  /** Which limit keeps it from being put there, if one does. */
  add: (job: Pick<ClaimedJob, 'id' | 'caller' | 'arguments'>) => 'all' | 'caller' | undefined;
  find: (id: string, caller: string) => StoredJob | undefined;
  result: (id: string) => string | undefined;
  /** The place among those that wait, as far as the file tells. */
  position: (job: StoredJob) => number;
  counts: () => Map<JobState, number>;
  /** Takes up all jobs that nobody is at work on. One that was begun too often fails. */
  claim: () => ClaimedJob[];
  /** False where it is no longer ours, or was cancelled. */
  begin: (id: string) => boolean;
  /** Says that we are still at these, and how far. Gives back those that are no longer ours, or were cancelled. */
  renew: (jobs: Iterable<readonly [id: string, progress: Job['progress']]>) => string[];
  end: (id: string, ended: Ended) => void;
  /** What was finished of a job that was cancelled meanwhile. */
  keepPartial: (id: string, partial: { done: number; total: number; result?: string | undefined }) => void;
  retry: (id: string, delayMs: number, message: string) => void;
  cancel: (id: string, error: NonNullable<Job['error']>) => void;
  /** Gives back what is not ended; an attempt that was cut short does not count. */
  release: () => void;
  forget: () => void;
  /** Differs from the last one once anybody has changed anything. */
  version: () => string;
  close: () => void;
};

type Setting = { scope: string; owner: Owner; options: JobOptions };

export function jobStore(database: DatabaseSync, { scope, owner, options }: Setting): JobStore {
  const { now, keepMs, leaseMs } = options;
  const { all, count, change, atOnce } = jobRows(database);
  const kept = () => ({ $now: now(), $expires: now() + keepMs });
  const mine = 'WHERE id = $id AND owner = $owner';
  const ours = (id: string) => ({ $id: id, $owner: owner.id });

  const waiting = "FROM jobs WHERE scope = $scope AND state = 'queued' AND expires_at > $now";
  const here = () => ({ $scope: scope, $now: now() });
  const isFree = ({ owner: other, leaseUntil, notBefore }: StoredJob): boolean =>
    notBefore <= now() && (other === undefined || leaseUntil <= now() || isOver(other, owner));
  const end = (id: string, { state, result, error }: Ended): void => {
    change(
      `UPDATE jobs SET state = $state, result = $result, error_code = $code, error_message = $message,
       error_hint = $hint, owner = NULL, expires_at = $expires ${mine} AND state IN ('queued', 'running')`,
      {
        ...ours(id),
        $expires: kept().$expires,
        $state: state,
        $result: result ?? null,
        $code: error?.code ?? null,
        $message: error?.message ?? null,
        $hint: error?.hint ?? null,
      },
    );
  };
  const argumentsOf = (id: string): string =>
    String(all('SELECT arguments FROM job_arguments WHERE id = $id', { $id: id })[0]?.['arguments']);
  const takeUp = ({ id }: StoredJob): void => {
    change(
      `UPDATE jobs SET owner = $owner, place = $place, pid = $pid, lease_until = $lease, state = 'queued',
       expires_at = $expires WHERE id = $id`,
      {
        ...ours(id),
        $place: owner.place,
        $pid: owner.pid,
        $lease: now() + leaseMs,
        $expires: kept().$expires,
      },
    );
  };

  const renewOne = (id: string, { done, total, message }: Job['progress']): boolean =>
    change(
      `UPDATE jobs SET lease_until = $lease, expires_at = $expires, done = $done, total = $total, message = $message
       ${mine} AND state IN ('queued', 'running')`,
      {
        ...ours(id),
        $lease: now() + leaseMs,
        $expires: kept().$expires,
        $done: done,
        $total: total,
        $message: message,
      },
    );

  return {
    add: ({ id, caller, arguments: args }) =>
      atOnce(() => {
        if (count(`SELECT count(*) ${waiting}`, here()) >= options.mostWaiting) return 'all';
        const own = count(`SELECT count(*) ${waiting} AND caller = $caller`, { ...here(), $caller: caller });
        if (own >= options.mostWaitingOfCaller) return 'caller';
        change(
          `INSERT INTO jobs (id, caller, scope, state, created_at, expires_at)
           VALUES ($id, $caller, $scope, 'queued', $now, $expires)`,
          { $id: id, $caller: caller, $scope: scope, ...kept() },
        );
        change('INSERT INTO job_arguments VALUES ($id, $arguments)', { $id: id, $arguments: args });
        return undefined;
      }),
    find: (id, caller) => {
      const where = 'id = $id AND caller = $caller AND scope = $scope AND expires_at > $now';
      const values = { $id: id, $caller: caller, $scope: scope, $now: now() };
      return all(`SELECT ${storedColumns} FROM jobs WHERE ${where}`, values).map(storedJob)[0];
    },
    result: (id) => {
      const result = all('SELECT result FROM jobs WHERE id = $id', { $id: id })[0]?.['result'];
      return typeof result === 'string' ? result : undefined;
    },
    position: ({ id }) =>
      count(
        `SELECT count(*) ${waiting} AND (created_at, rowid) <= (SELECT created_at, rowid FROM jobs WHERE id = $id)`,
        { ...here(), $id: id },
      ),
    counts: () => {
      const found = all('SELECT state, count(*) AS n FROM jobs WHERE scope = $scope GROUP BY state', {
        $scope: scope,
      });
      return new Map(found.map(({ state, n }) => [stateOf(String(state)), Number(n)]));
    },
    claim: () =>
      atOnce(() => {
        const live = `SELECT ${storedColumns} FROM jobs WHERE scope = $scope AND state IN ('queued', 'running') ORDER BY created_at, rowid`;
        const free = all(live, { $scope: scope }).map(storedJob).filter(isFree);
        for (const job of free) takeUp(job);
        const worn = free.filter(({ attempts }) => attempts >= mostAttempts);
        for (const { id } of worn) end(id, { state: 'failed', error: wornOut });
        return free.filter((job) => !worn.includes(job)).map((job) => ({ ...job, arguments: argumentsOf(job.id) }));
      }),
    begin: (id) =>
      change(`UPDATE jobs SET state = 'running', attempts = attempts + 1 ${mine} AND state = 'queued'`, ours(id)),
    // One write to the disk for all of them.
    renew: (jobs) => atOnce(() => [...jobs].filter(([id, progress]) => !renewOne(id, progress)).map(([id]) => id)),
    end,
    keepPartial: (id, { done, total, result }) =>
      void change(`UPDATE jobs SET result = $result, done = $done, total = $total, owner = NULL ${mine}`, {
        ...ours(id),
        $done: done,
        $total: total,
        $result: result ?? null,
      }),
    retry: (id, delayMs, message) =>
      void change(
        `UPDATE jobs SET state = 'queued', owner = NULL, not_before = $then, was_lost = 1, done = 0, message = $message ${mine} AND state = 'running'`,
        { ...ours(id), $then: now() + delayMs, $message: message },
      ),
    cancel: (id, { code, message, hint }) =>
      void change(
        `UPDATE jobs SET state = 'cancelled', error_code = $code, error_message = $message, error_hint = $hint,
         expires_at = $expires WHERE id = $id AND state IN ('queued', 'running')`,
        { $id: id, $code: code, $message: message, $hint: hint, $expires: kept().$expires },
      ),
    release: () =>
      void change(
        `UPDATE jobs SET attempts = attempts - (state = 'running'), state = 'queued', owner = NULL
         WHERE owner = $owner AND state IN ('queued', 'running')`,
        { $owner: owner.id },
      ),
    forget: () => forgetJobs(database, { all, count, change, atOnce }, options),
    version: () => `${count('PRAGMA data_version', {})} ${count('SELECT total_changes()', {})}`,
    close: () => database.close(),
  };
}

const wornOut = {
  code: 'attempts_used_up',
  message: `The job was begun ${mostAttempts} times and never came to its end.`,
  hint: 'Start it again with fewer ids; the standard error of the server may say why it stopped.',
};
