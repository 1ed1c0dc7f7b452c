import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { sampleFailure, sampleRequest, sampleAnswer } from '../../../fixtures/model-samples.ts';
import type { Model } from '../model.ts';
import { scriptedModel } from '../scripted.ts';
import { withRateLimit } from './with-rate-limit.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

type Run = { seed: number; start: number; end: number };

/** A model whose call takes as many milliseconds as the request has tokens. */
const timed = (): { model: Model; runs: Run[] } => {
  const runs: Run[] = [];
  const model: Model = {
    ...scriptedModel([]),
    generate: async ({ seed, max_tokens }) => {
      const run = { seed, start: Date.now(), end: Infinity };
      runs.push(run);
      await new Promise((resolve) => setTimeout(resolve, max_tokens));
      run.end = Date.now();
      return sampleAnswer();
    },
  };
  return { model, runs };
};

test('never more calls start within a minute, never more run at once, and none overtakes another', async () => {
  const arrivals = fc.array(fc.record({ after: fc.nat(20_000), takes: fc.nat(30_000) }), {
    minLength: 1,
    maxLength: 25,
  });
  await fc.assert(
    fc.asyncProperty(
      arrivals,
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: 1, max: 4 }),
      async (calls, requests_per_minute, concurrency) => {
        const { model, runs } = timed();
        const limited = withRateLimit(model, { requests_per_minute, concurrency });
        const work: Promise<unknown>[] = [];
        for (const [seed, { after, takes }] of calls.entries()) {
          await vi.advanceTimersByTimeAsync(after);
          work.push(limited.generate(sampleRequest({ seed, max_tokens: takes })));
        }
        await vi.advanceTimersByTimeAsync(calls.length * 90_000);
        await Promise.all(work);
        expect(runs.map(({ seed }) => seed)).toEqual(calls.map((_, index) => index));
        for (const { start } of runs) {
          const within = runs.filter((other) => other.start >= start && other.start < start + 60_000);
          expect(within.length).toBeLessThanOrEqual(requests_per_minute);
          const atOnce = runs.filter((other) => other.start <= start && other.end > start);
          expect(atOnce.length).toBeLessThanOrEqual(concurrency);
        }
      },
    ),
    { numRuns: 100 },
  );
});

test('an abort leaves the queue at once, and the place goes to the next', async () => {
  const { model, runs } = timed();
  const limited = withRateLimit(model, { concurrency: 1 });
  const leaving = new AbortController();
  const first = limited.generate(sampleRequest({ seed: 1, max_tokens: 1000 }));
  const second = limited.generate(sampleRequest({ seed: 2, signal: leaving.signal }));
  const third = limited.generate(sampleRequest({ seed: 3 }));
  leaving.abort();
  expect(await second).toEqual(sampleFailure('cancelled'));
  await vi.advanceTimersByTimeAsync(5000);
  await Promise.all([first, third]);
  expect(runs.map(({ seed }) => seed)).toEqual([1, 3]);
});

test('a call that runs keeps its place until its engine has stopped', async () => {
  const { model, runs } = timed();
  const limited = withRateLimit(model, { concurrency: 1 });
  const leaving = new AbortController();
  const first = limited.generate(sampleRequest({ seed: 1, max_tokens: 1000, signal: leaving.signal }));
  const second = limited.generate(sampleRequest({ seed: 2 }));
  leaving.abort();
  await vi.advanceTimersByTimeAsync(999);
  expect(runs).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1000);
  await Promise.all([first, second]);
  expect(runs).toHaveLength(2);
});

test('when all who wait have left, no timer keeps the process', async () => {
  const leaving = new AbortController();
  const limited = withRateLimit(
    scriptedModel(() => 'fine'),
    { requests_per_minute: 1 },
  );
  await limited.generate(sampleRequest());
  const waiting = limited.generate(sampleRequest({ signal: leaving.signal }));
  await vi.advanceTimersByTimeAsync(1);
  leaving.abort();
  expect(await waiting).toEqual(sampleFailure('cancelled'));
  expect(vi.getTimerCount()).toBe(0);
});

test('a request that was aborted before is not made', async () => {
  const model = scriptedModel(['never']);
  const limited = withRateLimit(model, { concurrency: 1 });
  expect(await limited.generate(sampleRequest({ signal: AbortSignal.abort() }))).toEqual(sampleFailure('cancelled'));
  expect(model.requests).toHaveLength(0);
});
