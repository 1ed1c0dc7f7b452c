export const longestBackoffMs = 60_000;

/**
 * How long to wait before attempt `attempt + 1`: 1, 2, 4, 8… s, up to 60 s, of which chance takes up to a half, so that
 * clients that failed together do not come back together. Never less than the server asked for, within the same limit.
 */
export const backoffDelay = (
  attempt: number,
  { retry_after_ms = 0, random }: { retry_after_ms?: number | undefined; random: () => number },
): number => {
  const full = Math.min(longestBackoffMs, 1000 * 2 ** (attempt - 1));
  const jittered = full * (0.5 + random() / 2);
  return Math.min(longestBackoffMs, Math.max(jittered, retry_after_ms));
};
