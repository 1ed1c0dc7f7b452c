import fc from 'fast-check';
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { allKinds, sampleAnswer, sampleFailure, sampleRequest } from '../../../fixtures/model-samples.ts';
import { temporaryFolder } from '../../../fixtures/temp-folder.ts';
import { withCache } from '../cache/with-cache.ts';
import type { Model, ModelAnswer, ModelFailure, ModelRequest } from '../model.ts';
import { scriptedModel } from '../scripted.ts';
import { modelMetrics } from '../telemetry/metrics.ts';
import { withLog } from '../telemetry/with-log.ts';
import { withMetrics } from '../telemetry/with-metrics.ts';
import { withSpans } from '../telemetry/with-spans.ts';
import { withBatching } from './with-batching.ts';
import { withBreaker } from './with-breaker.ts';
import { withFailover } from './with-failover.ts';
import { withRateLimit } from './with-rate-limit.ts';
import { withRetry } from './with-retry.ts';

const silent = { enabled: () => true, write: () => undefined };
const folder = await temporaryFolder();
let used = 0;
afterAll(() => folder[Symbol.asyncDispose]());

const wrappers: Record<string, (model: Model) => Model> = {
  retry: (model) => withRetry(model, { sleep: async () => undefined }),
  breaker: (model) => withBreaker(model),
  'rate limit': (model) => withRateLimit(model, { concurrency: 2, requests_per_minute: 1000 }),
  batching: (model) => withBatching(model, { size: 2, windowMs: 1, heading: (key) => key }),
  'list of one': (model) => withFailover([model]),
  cache: (model) => withCache(model, { folder: `${folder.path}/${used++}` }),
  metrics: (model) => withMetrics(model, { metrics: modelMetrics() }),
  spans: withSpans,
  log: (model) => withLog(model, { log: silent }),
};
const names = Object.keys(wrappers);
const wrapped = (model: Model, chosen: string[]): Model =>
  chosen.reduce((inner, name) => wrappers[name]?.(inner) ?? inner, model);

describe('each wrapper, and any of them around each other', () => {
  const chains = fc.array(fc.constantFrom(...names), { maxLength: 5 });

  test('keep every failure as it was said: code, kind, values, message, hint', async () => {
    await fc.assert(
      fc.asyncProperty(
        chains,
        fc.constantFrom(...allKinds),
        fc.option(fc.nat(9), { nil: undefined }),
        async (chosen, kind, wait) => {
          const failure: ModelFailure = {
            ...sampleFailure(kind),
            ...(wait === undefined ? {} : { retry_after_ms: wait }),
          };
          const model = wrapped(
            scriptedModel(() => failure),
            chosen,
          );
          // Repeated through a breaker, an outage opens it, which then says so.
          const repeated = ['server_failed', 'connection_closed', 'unreachable', 'busy', 'rate_limited'].includes(kind);
          const opens =
            repeated && chosen.includes('breaker') && chosen.lastIndexOf('retry') > chosen.indexOf('breaker');
          const got = await model.generate(sampleRequest());
          expect(opens ? { ...got, ok: false } : got).toEqual(opens ? got : failure);
          await model.close?.();
        },
      ),
      { numRuns: 200 },
    );
  });

  test('keep name and endpoint, and pass on identity, health and warm-up', async () => {
    const health = { ok: true as const, version: '1.2', ms: 3 };
    const inner: Model = {
      ...scriptedModel([], 'ollama:x'),
      endpoint: 'http://gpu-box:11434',
      health: async () => health,
      warmUp: async () => ({ ok: true, ms: 12 }),
    };
    for (const name of names) {
      const model = wrapped(inner, [name]);
      expect(model).toMatchObject({ name: 'ollama:x', endpoint: 'http://gpu-box:11434' });
      expect(await model.identify()).toEqual(await inner.identify());
      expect(await model.health()).toEqual(health);
      expect(await model.warmUp()).toEqual({ ok: true, ms: 12 });
    }
  });

  test('close the model inside', async () => {
    for (const name of names) {
      let closed = 0;
      const model = wrapped({ ...scriptedModel([]), close: async () => void (closed += 1) }, [name]);
      await model.close?.();
      expect(closed).toBe(1);
    }
  });
});

describe('with time that stands still', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test('the tokens that callers are told of are the tokens of the drivers', async () => {
    const outcome = fc.oneof(
      fc
        .record({ prompt_tokens: fc.nat(5000), answer_tokens: fc.nat(2000), engine_ms: fc.nat(60_000) })
        .map((counts) => sampleAnswer(counts)),
      fc.constantFrom(...allKinds.filter((kind) => kind !== 'cancelled').map(sampleFailure)),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(outcome, { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 1, max: 8 }),
        async (script, callers) => {
          const given: ModelAnswer[] = [];
          const driver = (name: string): Model =>
            scriptedModel(() => {
              const next = script.shift() ?? sampleAnswer();
              if (!next.ok) return next;
              const answer = { ...next, served_by: name };
              given.push(answer);
              return answer;
            }, name);
          const inside = modelMetrics();
          const served = (name: string): Model =>
            withBreaker(withRetry(withRateLimit(withMetrics(driver(name), { metrics: inside }), { concurrency: 3 })));
          const outside = modelMetrics();
          const model = withMetrics(
            withBatching(withFailover([served('a'), served('b')]), { size: 3, heading: (key) => key }),
            { metrics: outside },
          );
          const work = Array.from({ length: callers }, (_, index) =>
            model.generate(sampleRequest({ messages: [{ role: 'user', content: `turn ${index % 4}` }] })),
          );
          const all = Promise.all(work);
          await vi.advanceTimersByTimeAsync(3_600_000);
          await all;
          const total = (name: 'prompt_tokens' | 'answer_tokens'): number =>
            given.reduce((sum, each) => sum + each[name], 0);
          const { prompt_tokens, answer_tokens } = inside.snapshot();
          expect({ prompt_tokens, answer_tokens }).toEqual({
            prompt_tokens: total('prompt_tokens'),
            answer_tokens: total('answer_tokens'),
          });
          // A caller that in the end got a failure is told of no tokens.
          const told = outside.snapshot();
          expect(told.prompt_tokens).toBeLessThanOrEqual(prompt_tokens);
          const all_served = Object.keys(told.errors).length === 0;
          expect(told).toMatchObject(
            all_served ? { prompt_tokens, answer_tokens, calls: callers } : { calls: callers },
          );
        },
      ),
      { numRuns: 150 },
    );
  });
});

test('a request passes through all of them unchanged', async () => {
  const inner = scriptedModel(() => sampleAnswer());
  const model = wrapped(inner, names);
  const request = sampleRequest({ draft: '{"a":"x"}', correlation_id: 'c-7', temperature: 0.3 });
  await model.generate(request);
  const known = (each: ModelRequest): object => ({ ...each, signal: undefined, onText: undefined });
  expect(inner.requests.map(known)).toEqual([known(request)]);
});
