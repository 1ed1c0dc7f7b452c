import { getEventListeners } from 'node:events';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { allKinds, sampleAnswer, sampleFailure, sampleRequest } from '../../../fixtures/model-samples.ts';
import type { Model, ModelAnswer, ModelFailure, ModelRequest } from '../model.ts';
import { modelFailure } from '../failure/model-failure.ts';
import { scriptedModel } from '../scripted.ts';
import { withRetry } from './with-retry.ts';

const transient = ['busy', 'rate_limited', 'server_failed', 'connection_closed'] as const;
const random = (): number => 0.5;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const settled = async <T>(work: Promise<T>): Promise<{ value: T; ms: number }> => {
  const started = Date.now();
  let ms: number | undefined;
  void work.then(() => {
    ms = Date.now() - started;
  });
  while (ms === undefined) await vi.advanceTimersToNextTimerAsync();
  return { value: await work, ms };
};

describe('a transport failure', () => {
  test.each(transient)('%s is repeated until the model serves', async (kind) => {
    const model = scriptedModel([sampleFailure(kind), sampleFailure(kind), 'fine']);
    const retries: number[] = [];
    const retrying = withRetry(model, { random, onRetry: (_, { delay_ms }) => retries.push(delay_ms) });
    const { value, ms } = await settled(retrying.generate(sampleRequest()));
    expect(value).toMatchObject({ ok: true, text: 'fine' });
    expect(retries).toEqual([750, 1500]);
    expect(ms).toBe(2250);
  });

  test('is repeated four times at most', async () => {
    const model = scriptedModel(() => sampleFailure('busy'));
    const { value } = await settled(withRetry(model, { random }).generate(sampleRequest()));
    expect(value).toEqual(sampleFailure('busy'));
    expect(model.requests).toHaveLength(5);
  });

  test('is repeated when the server asks for it', async () => {
    const asks = modelFailure(
      'rate_limited',
      { engine: 'vLLM', url: 'http://x', detail: '429' },
      { retry_after_ms: 7000 },
    );
    const { value, ms } = await settled(withRetry(scriptedModel([asks, 'fine']), { random }).generate(sampleRequest()));
    expect(value.ok).toBe(true);
    expect(ms).toBe(7000);
  });

  test('makes nobody wait longer than three minutes in all, whatever the server asks for', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(90_000), { maxLength: 10 }), fc.nat(10), async (asked, retries) => {
        const model = scriptedModel((_, call) =>
          modelFailure('busy', {}, { retry_after_ms: asked[call % asked.length] ?? 60_000 }),
        );
        const { ms } = await settled(withRetry(model, { retries, random }).generate(sampleRequest()));
        expect(ms).toBeLessThanOrEqual(180_000);
      }),
      { numRuns: 150 },
    );
  });

  test.each(['server_failed', 'connection_closed'] as const)('%s is not repeated after text has come', async (kind) => {
    const model = scriptedModel((request) => {
      request.onText?.(3);
      return sampleFailure(kind);
    });
    const { value } = await settled(withRetry(model).generate(sampleRequest()));
    expect(value).toEqual(sampleFailure(kind));
    expect(model.requests).toHaveLength(1);
  });

  test('of a server that was never there is not repeated', async () => {
    const model = scriptedModel([sampleFailure('unreachable'), 'fine']);
    expect((await settled(withRetry(model).generate(sampleRequest()))).value).toEqual(sampleFailure('unreachable'));
  });

  test('of a server that was there is repeated: it may be restarting', async () => {
    const model = withRetry(scriptedModel(['one', sampleFailure('unreachable'), 'two']), { random });
    await settled(model.generate(sampleRequest()));
    expect((await settled(model.generate(sampleRequest()))).value).toMatchObject({ ok: true, text: 'two' });
    const identified = withRetry(scriptedModel([sampleFailure('unreachable'), 'fine']), { random });
    await identified.identify();
    expect((await settled(identified.generate(sampleRequest()))).value).toMatchObject({ ok: true, text: 'fine' });
  });
});

test('every other failure comes back as it is, at once', async () => {
  const others = allKinds.filter((kind) => !transient.some((each) => each === kind));
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...others), async (kind) => {
      const model = scriptedModel([sampleFailure(kind), 'never asked for']);
      const { value, ms } = await settled(withRetry(model).generate(sampleRequest()));
      expect(value).toEqual(sampleFailure(kind));
      expect(ms).toBe(0);
    }),
    { numRuns: 200 },
  );
});

test('each attempt gets the same request', async () => {
  const request = sampleRequest({ draft: '{}', correlation_id: 'c-1', signal: new AbortController().signal });
  const model = scriptedModel([sampleFailure('busy'), sampleFailure('busy'), 'fine']);
  await settled(withRetry(model, { random }).generate(request));
  expect(model.requests).toHaveLength(3);
  const known = (each: ModelRequest): object => ({ ...each, signal: undefined, onText: undefined });
  for (const each of model.requests) expect(known(each)).toEqual(known(request));
});

test('an abort ends a wait at once', async () => {
  const leaving = new AbortController();
  let calls = 0;
  const busy: Model = {
    ...scriptedModel([]),
    generate: async () => {
      calls += 1;
      return modelFailure('busy', {}, { retry_after_ms: 50_000 });
    },
  };
  const work = withRetry(busy).generate(sampleRequest({ signal: leaving.signal }));
  await vi.advanceTimersByTimeAsync(10);
  leaving.abort();
  await vi.advanceTimersByTimeAsync(0);
  expect(await work).toMatchObject({ code: 'CANCELLED' });
  expect(calls).toBe(1);
  expect(vi.getTimerCount()).toBe(0);
});

test('a signal that many calls share is left without listeners', async () => {
  const { signal } = new AbortController();
  await settled(withRetry(scriptedModel([sampleFailure('busy'), 'fine'])).generate(sampleRequest({ signal })));
  expect(getEventListeners(signal, 'abort')).toHaveLength(0);
});

/** Fails as scripted after some time, and gives up when it is told to. */
const slow = (script: { ms: number; outcome: ModelAnswer | ModelFailure }[]): Model => {
  let call = 0;
  return {
    ...scriptedModel([]),
    generate: ({ signal }) => {
      const { ms, outcome } = script[call++] ?? { ms: 0, outcome: sampleAnswer() };
      const { promise, resolve } = Promise.withResolvers<ModelAnswer | ModelFailure>();
      const timer = setTimeout(() => resolve(outcome), ms);
      signal?.addEventListener('abort', () => {
        clearTimeout(timer);
        resolve(sampleFailure('cancelled'));
      });
      return promise;
    },
  };
};

test('a call that failed after ten minutes is not made again, and none is cut short without a deadline', async () => {
  const script = [{ ms: 3_000_000, outcome: sampleFailure('connection_closed') }];
  const { value, ms } = await settled(withRetry(slow(script), { random }).generate(sampleRequest()));
  expect(value).toEqual(sampleFailure('connection_closed'));
  expect(ms).toBe(3_000_000);
});

test('attempts and waits together keep the deadline', async () => {
  const outcome = fc.constantFrom<ModelAnswer | ModelFailure>(sampleAnswer(), ...transient.map(sampleFailure));
  const steps = fc.array(fc.record({ ms: fc.nat(40_000), outcome }), { minLength: 1, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(steps, fc.integer({ min: 1, max: 60_000 }), async (script, deadlineMs) => {
      const { value, ms } = await settled(withRetry(slow(script), { deadlineMs, random }).generate(sampleRequest()));
      expect(ms).toBeLessThanOrEqual(deadlineMs);
      expect(ms === deadlineMs || value.ok || value.code !== 'TIMEOUT').toBe(true);
      expect(value.ok || value.code !== 'CANCELLED').toBe(true);
      expect(vi.getTimerCount()).toBe(0);
    }),
    { numRuns: 150 },
  );
});
