import fc from 'fast-check';
import { expect, test } from 'vitest';
import { backoffDelay, longestBackoffMs } from './backoff.ts';

const attempts = fc.integer({ min: 1, max: 100 });
const chances = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

test('without luck the waits are 1, 2, 4, 8… s, and never more than a minute', () => {
  const waits = [1, 2, 3, 4, 5, 6, 7, 8, 1000].map((attempt) => backoffDelay(attempt, { random: () => 1 }));
  expect(waits).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000, 60_000]);
});

test('chance takes up to a half of a wait', () => {
  fc.assert(
    fc.property(attempts, chances, (attempt, chance) => {
      const full = Math.min(longestBackoffMs, 1000 * 2 ** (attempt - 1));
      const wait = backoffDelay(attempt, { random: () => chance });
      expect(wait).toBeGreaterThanOrEqual(full / 2);
      expect(wait).toBeLessThanOrEqual(full);
    }),
    { numRuns: 300 },
  );
});

test('a wait is as long as the server asks, within a minute', () => {
  fc.assert(
    fc.property(attempts, chances, fc.nat(1e9), (attempt, chance, retry_after_ms) => {
      const wait = backoffDelay(attempt, { retry_after_ms, random: () => chance });
      expect(wait).toBeGreaterThanOrEqual(Math.min(retry_after_ms, longestBackoffMs));
      expect(wait).toBeLessThanOrEqual(longestBackoffMs);
      expect(wait).toBeGreaterThanOrEqual(backoffDelay(attempt, { random: () => chance }));
    }),
    { numRuns: 300 },
  );
});
