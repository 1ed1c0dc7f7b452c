/**
 * Runs `work` with a signal that fires after `ms` or when `signal` does. `ended` says why it fired, if it did.
 */
export const withDeadline = async <T>(
  { ms, signal }: { ms: number; signal?: AbortSignal | undefined },
  work: (signal: AbortSignal, ended: () => 'aborted' | 'timeout' | undefined) => Promise<T>,
): Promise<T> => {
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(), ms);
  const either = signal === undefined ? deadline.signal : AbortSignal.any([signal, deadline.signal]);
  try {
    return await work(either, () => {
      if (signal?.aborted === true) return 'aborted';
      return deadline.signal.aborted ? 'timeout' : undefined;
    });
  } finally {
    clearTimeout(timer);
  }
};
