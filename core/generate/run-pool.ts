/** Runs `task` for each value, at most `width` at the same time, in order; stops starting new ones once `stop` says so. */
export async function runPool<T>(
  values: readonly T[],
  { width, stop }: { width: number; stop: () => boolean },
  task: (value: T, index: number) => Promise<void>,
): Promise<void> {
  const queue = values.entries();
  const worker = async () => {
    for (const [index, value] of queue) {
      if (stop()) return;
      await task(value, index);
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, Math.min(width, values.length)) }, worker));
}
