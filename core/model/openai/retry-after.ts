const longest = 24 * 60 * 60 * 1000;

/** How long a server asks to wait: milliseconds, seconds or a date. */
export const retryAfter = (headers: Headers | undefined, now: number): { retry_after_ms?: number } => {
  const ms = number(headers?.get('retry-after-ms')) ?? seconds(headers?.get('retry-after'), now);
  return ms === undefined ? {} : { retry_after_ms: Math.min(Math.max(ms, 0), longest) };
};

const seconds = (value: string | null | undefined, now: number): number | undefined => {
  const given = number(value);
  if (given !== undefined) return given * 1000;
  const date = Date.parse(value ?? '');
  return Number.isNaN(date) ? undefined : date - now;
};

const number = (value: string | null | undefined): number | undefined =>
  value != null && /^\s*\d+(\.\d+)?\s*$/.test(value) ? Number(value) : undefined;
