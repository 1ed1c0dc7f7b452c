import type { GenerateArguments, Generated } from '../generated.ts';

export const jobStates = ['queued', 'running', 'done', 'failed', 'cancelled'] as const;
export type JobState = (typeof jobStates)[number];

/** One generation in the background. Times are ISO 8601. */
export type Job = {
  job_id: string;
  status: JobState;
  created_at: string;
  /** Afterwards nobody knows it any more. */
  expires_at: string;
  /** Requirements finished of those that are due; `message` says what happens now. */
  progress: { done: number; total: number; message: string };
  /** While it is queued: its place, 1 being next. */
  position?: number;
  /** How often it was begun: more than once after a crash, or because the model was away. */
  attempts: number;
  /** Why it failed or was cancelled. */
  error?: { code: string; message: string; hint: string };
};

export const hasEnded = ({ status }: Pick<Job, 'status'>): boolean => status !== 'queued' && status !== 'running';

/** Background generations that outlive the process. A caller sees its own jobs only. */
export type Jobs = {
  /** @throws ConfigurationError when the queue is full or the arguments are wrong */
  start: (args: GenerateArguments, caller: string) => Promise<Job>;
  /** The job as it is; undefined for an unknown or expired handle, and for somebody else's. */
  find: (id: string, caller: string) => Promise<Job | undefined>;
  /** As `find`, but waits up to `ms` until it has ended. */
  wait: (id: string, caller: string, options: { ms: number; signal: AbortSignal }) => Promise<Job | undefined>;
  cancel: (id: string, caller: string) => Promise<Job | undefined>;
  /** What it brought: all of it when done, what was finished when it was cancelled or failed. */
  result: (id: string, caller: string) => Promise<Generated | undefined>;
  counts: () => Record<JobState, number>;
  close: () => Promise<void>;
};
