/** Wakes all who wait for a change: one look at the file for all of them. */
export type ChangeWatch = {
  /** Resolves with the next change, after `ms`, or when the signal aborts. */
  next: (ms: number, signal: AbortSignal) => Promise<void>;
};

/** `version`: something that differs once anything has changed. */
export function changeWatch(version: () => unknown, everyMs: number): ChangeWatch {
  const waiting = new Set<() => void>();
  let seen: unknown;
  let timer: NodeJS.Timeout | undefined;
  const look = (): void => {
    const now = version();
    if (now === seen) return;
    seen = now;
    for (const wake of waiting) wake();
  };
  return {
    next: (ms, signal) =>
      new Promise((resolve) => {
        const wake = (): void => {
          clearTimeout(late);
          signal.removeEventListener('abort', wake);
          waiting.delete(wake);
          if (waiting.size === 0) {
            clearInterval(timer);
            timer = undefined;
          }
          resolve();
        };
        const late = setTimeout(wake, ms);
        signal.addEventListener('abort', wake, { once: true });
        if (signal.aborted) return wake();
        waiting.add(wake);
        timer ??= setInterval(look, everyMs);
      }),
  };
}
