/** What a test may want otherwise. Times in milliseconds. */
export type JobOptions = {
  now: () => number;
  /** How long a job is known after it has ended, or after its server gave the last sign of life. */
  keepMs: number;
  /** For one attempt. */
  timeoutMs: number;
  /** How long a server is believed to be at work without a sign of life. */
  leaseMs: number;
  /** Between two looks at the file while jobs are under way; an order to cancel waits as long at most. */
  busyMs: number;
  idleMs: number;
  /** Before the start of a server is over: its client waits for the first answer. */
  settleMs: number;
  /** After the first and after the second attempt. */
  backoffMs: readonly [number, number];
  mostWaiting: number;
  mostWaitingOfCaller: number;
  /** Ended jobs of a caller; the oldest go first. */
  mostEnded: number;
  /** Of the results of a caller, on the disk; the oldest go first. */
  mostBytes: number;
  /** Characters of a result. */
  longestResult: number;
};

const second = 1000;
const minute = 60 * second;

export const jobOptions: JobOptions = {
  now: Date.now,
  keepMs: 24 * 60 * minute,
  timeoutMs: 60 * minute,
  leaseMs: 30 * second,
  busyMs: second,
  idleMs: 10 * second,
  settleMs: 250,
  // A model that was out of order is left alone for 30 s: an attempt within would be lost, too.
  backoffMs: [5 * second, 40 * second],
  mostWaiting: 100,
  mostWaitingOfCaller: 20,
  mostEnded: 500,
  mostBytes: 200_000_000,
  longestResult: 16_000_000,
};

export const mostAttempts = 3;
