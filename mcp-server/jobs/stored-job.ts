import type { SQLOutputValue } from 'node:sqlite';
import { type Job, type JobState, jobStates } from './jobs.ts';
import type { Owner } from './owner.ts';

type Row = Record<string, SQLOutputValue>;

/** A job as it stands in the file. `id` is the digest of its handle; times are milliseconds since 1970. */
export type StoredJob = {
  id: string;
  caller: string;
  state: JobState;
  createdAt: number;
  expiresAt: number;
  notBefore: number;
  attempts: number;
  /** The last attempt ended because the model was gone. */
  wasLost: boolean;
  done: number;
  total: number;
  message: string;
  /** Who has taken it up. */
  owner?: Owner;
  leaseUntil: number;
  error?: { code: string; message: string; hint: string };
};

/** One that was just taken up, with its arguments as JSON. */
export type ClaimedJob = StoredJob & { arguments: string };

/** All but the result, which may be large. */
export const storedColumns =
  'id, caller, state, created_at, expires_at, not_before, attempts, was_lost, done, total, message, owner, place, pid, lease_until, error_code, error_message, error_hint';

export function storedJob(row: Row): StoredJob {
  const [owner, code] = [row['owner'], row['error_code']];
  return {
    id: text(row, 'id'),
    caller: text(row, 'caller'),
    state: stateOf(text(row, 'state')),
    createdAt: number(row, 'created_at'),
    expiresAt: number(row, 'expires_at'),
    notBefore: number(row, 'not_before'),
    attempts: number(row, 'attempts'),
    wasLost: number(row, 'was_lost') === 1,
    done: number(row, 'done'),
    total: number(row, 'total'),
    message: text(row, 'message'),
    ...(typeof owner === 'string' && { owner: { id: owner, place: text(row, 'place'), pid: number(row, 'pid') } }),
    leaseUntil: number(row, 'lease_until'),
    ...(typeof code === 'string' && {
      error: { code, message: text(row, 'error_message'), hint: text(row, 'error_hint') },
    }),
  };
}

/** What its caller sees. `position`: its place in the queue. */
export function jobOf(stored: StoredJob, handle: string, position?: number): Job {
  const { state, createdAt, expiresAt, attempts, done, total, message, error } = stored;
  return {
    job_id: handle,
    status: state,
    created_at: new Date(createdAt).toISOString(),
    expires_at: new Date(expiresAt).toISOString(),
    progress: { done, total, message },
    ...(position !== undefined && state === 'queued' && { position }),
    attempts,
    ...(error && { error }),
  };
}

export const stateOf = (found: string): JobState => {
  const state = jobStates.find((each) => each === found);
  if (state === undefined) throw new Error(`no state of a job: ${found}`);
  return state;
};

function text(row: Row, name: string): string {
  const value = row[name];
  if (typeof value !== 'string') throw new Error(`${name} of a job is no text`);
  return value;
}

function number(row: Row, name: string): number {
  const value = row[name];
  if (typeof value !== 'number') throw new Error(`${name} of a job is no number`);
  return value;
}
