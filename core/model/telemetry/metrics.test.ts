import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allKinds, sampleAnswer, sampleFailure, sampleRequest } from '../../../fixtures/model-samples.ts';
import { scriptedModel } from '../scripted.ts';
import { modelMetrics } from './metrics.ts';
import { withMetrics } from './with-metrics.ts';

test('counts are those of all answers, whatever their order', () => {
  const counts = fc.record({
    prompt_tokens: fc.nat(9000),
    answer_tokens: fc.nat(9000),
    engine_ms: fc.nat(9000),
    cached: fc.boolean(),
  });
  const failure = fc.constantFrom(...allKinds.filter((kind) => kind !== 'circuit_open')).map(sampleFailure);
  fc.assert(
    fc.property(fc.array(fc.oneof(counts, failure), { maxLength: 40 }), (outcomes) => {
      const metrics = modelMetrics();
      const answers = outcomes.flatMap((each) => ('ok' in each ? [] : [sampleAnswer(each)]));
      for (const each of outcomes) metrics.call('ok' in each ? each : sampleAnswer(each), 5);
      const fresh = answers.filter(({ cached }) => cached !== true);
      const got = metrics.snapshot();
      expect(got.calls).toBe(outcomes.length - answers.length + fresh.length);
      expect(got.prompt_tokens).toBe(fresh.reduce((sum, each) => sum + each.prompt_tokens, 0));
      expect(got.answer_tokens).toBe(fresh.reduce((sum, each) => sum + each.answer_tokens, 0));
      expect(got.engine_seconds).toBeCloseTo(fresh.reduce((sum, each) => sum + each.engine_ms, 0) / 1000, 6);
      expect(Object.values(got.errors).reduce((sum, each) => sum + each, 0)).toBe(outcomes.length - answers.length);
    }),
    { numRuns: 200 },
  );
});

test('percentiles are within a thousandth of the exact ones', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 600_000 }), { minLength: 1, maxLength: 200 }), (times) => {
      const metrics = modelMetrics();
      for (const ms of times) metrics.call(sampleAnswer(), ms);
      const sorted = times.toSorted((a, b) => a - b);
      const { latency_ms } = metrics.snapshot();
      for (const [name, of] of [
        ['p50', 50],
        ['p90', 90],
        ['p95', 95],
        ['p99', 99],
      ] as const) {
        // Which of two neighbours is meant is a convention.
        const rank = (of / 100) * sorted.length;
        const [low = 0, high = 0] = [
          sorted[Math.max(0, Math.floor(rank) - 1)],
          sorted[Math.max(0, Math.ceil(rank) - 1)],
        ];
        expect(latency_ms[name]).toBeGreaterThanOrEqual(low * 0.999);
        expect(latency_ms[name]).toBeLessThanOrEqual(high * 1.001);
      }
    }),
    { numRuns: 200 },
  );
});

test('that a model is left alone is no call and no error of it', () => {
  const metrics = modelMetrics();
  metrics.call(sampleFailure('circuit_open'), 0);
  expect(metrics.snapshot()).toMatchObject({ calls: 0, errors: {} });
});

describe('what a run costs', () => {
  const cloud = { input_per_million: 2, output_per_million: 8, engine_hour: 3.6 };
  const ofCloud = { served_by: 'cloud', prompt_tokens: 1_000_000, answer_tokens: 500_000, engine_ms: 1_000_000 };
  const priceOf = (name: string) => (name === 'cloud' ? cloud : undefined);

  test('is told by tokens and by hours of the engine, for a thousand requirements', () => {
    const metrics = modelMetrics({ priceOf });
    metrics.call(sampleAnswer(ofCloud), 1_000_000);
    metrics.requirements(50);
    const got = metrics.snapshot();
    expect(got.cost).toBeCloseTo(2 + 4 + 1, 9);
    expect(got.cost_per_1000_requirements).toBeCloseTo(140, 9);
    expect(got).toMatchObject({ requirements: 50, engine_seconds: 1000, engine_seconds_per_requirement: 20 });
  });

  test('is summed by the price of whoever served', () => {
    const names = ['cloud', 'cheap', 'own'] as const;
    const prices = { cloud: { input_per_million: 2 }, cheap: { output_per_million: 1 }, own: undefined };
    const answer = fc.record({
      served_by: fc.constantFrom(...names),
      prompt_tokens: fc.nat(9000),
      answer_tokens: fc.nat(9000),
    });
    fc.assert(
      fc.property(fc.array(answer, { maxLength: 20 }), (answers) => {
        const metrics = modelMetrics({ priceOf: (name) => prices[names.find((each) => each === name) ?? 'own'] });
        for (const each of answers) metrics.call(sampleAnswer(each), 1);
        const sum = answers.reduce((total, each) => {
          if (each.served_by === 'own') return total;
          return total + (each.served_by === 'cloud' ? each.prompt_tokens * 2 : each.answer_tokens) / 1e6;
        }, 0);
        const priced = answers.some(({ served_by }) => served_by !== 'own');
        expect(metrics.snapshot().cost ?? -1).toBeCloseTo(priced ? sum : -1, 9);
      }),
      { numRuns: 200 },
    );
  });

  test('is nothing for answers that were kept', () => {
    const metrics = modelMetrics({ priceOf });
    metrics.call(sampleAnswer({ ...ofCloud, cached: true }), 1);
    expect(metrics.snapshot()).toMatchObject({ cost: 0, calls: 0 });
  });

  test('is not told without prices, nor for a model that has none', () => {
    expect(modelMetrics().snapshot()).not.toHaveProperty('cost');
    const metrics = modelMetrics({ priceOf });
    metrics.call(sampleAnswer({ served_by: 'own' }), 1);
    expect(metrics.snapshot()).not.toHaveProperty('cost');
  });
});

test('speed is that of writing, without loading and reading', () => {
  const metrics = modelMetrics();
  metrics.call(sampleAnswer({ answer_tokens: 100, engine_ms: 7000, load_ms: 4000, prompt_ms: 1000 }), 7000);
  expect(metrics.snapshot().tokens_per_second).toBe(50);
});

test('attempts, retries and lookups are as they are told', () => {
  const metrics = modelMetrics();
  for (const valid of [true, true, false]) metrics.attempt({ first: true, valid });
  metrics.attempt({ first: false, valid: true });
  metrics.retry();
  for (const hit of [true, false, false]) metrics.lookup(hit);
  expect(metrics.snapshot()).toMatchObject({
    attempts: 4,
    first_attempts: 3,
    first_attempt_valid: 2,
    retries: 1,
    cache_hits: 1,
    cache_misses: 2,
  });
});

test('a run without calls is all noughts', () => {
  const numbers = Object.values(modelMetrics().snapshot()).filter((each) => typeof each === 'number');
  expect(numbers.every((each) => each === 0)).toBe(true);
  expect(modelMetrics().snapshot().latency_ms).toEqual({ p50: 0, p90: 0, p95: 0, p99: 0 });
});

test('the wrapper measures each call by the clock it is given', async () => {
  const metrics = modelMetrics();
  let time = 0;
  const model = withMetrics(
    scriptedModel(() => {
      time += 40;
      return sampleAnswer();
    }),
    { metrics, now: () => time },
  );
  await model.generate(sampleRequest());
  const got = metrics.snapshot();
  expect(got).toMatchObject({ calls: 1, served_by: { scripted: 1 } });
  expect(got.latency_ms.p50).toBeCloseTo(40, 1);
});
