import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { allKinds, sampleAnswer, sampleFailure, sampleRequest } from '../../../fixtures/model-samples.ts';
import type { FailureKind } from '../failure/failure-kinds.ts';
import type { Model, ModelAnswer, ModelFailure } from '../model.ts';
import { scriptedModel } from '../scripted.ts';
import { natureOf } from './failure-nature.ts';
import { type BreakerState, withBreaker } from './with-breaker.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

type Step = { wait: number; outcome: FailureKind | 'answer'; healthy: boolean };
const outcomeOf = (outcome: Step['outcome']): ModelAnswer | ModelFailure =>
  outcome === 'answer' ? sampleAnswer() : sampleFailure(outcome);

test('it opens after three outages in a row, is at once done while open, and closes when a probe serves', async () => {
  const states: BreakerState[] = [];
  const inner = scriptedModel([
    ...['unreachable', 'timed_out', 'out_of_memory'].map((kind) => outcomeOf(kind as FailureKind)),
    'fine',
  ]);
  const model = withBreaker(inner, { onState: (state) => states.push(state) });
  for (let call = 0; call < 3; call += 1) await model.generate(sampleRequest());
  expect(model.state()).toBe('open');
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await model.generate(sampleRequest())).toMatchObject({
    code: 'MODEL_UNREACHABLE',
    kind: 'circuit_open',
    values: { model: 'scripted', count: 3, seconds: 20 },
  });
  expect(inner.requests).toHaveLength(3);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(await model.generate(sampleRequest())).toMatchObject({ ok: true, text: 'fine' });
  expect(states).toEqual(['open', 'half_open', 'closed']);
});

test('a probe asks for the health first, and spares the call if there is none', async () => {
  const inner = scriptedModel(() => sampleFailure('unreachable'));
  const model = withBreaker(
    { ...inner, health: async () => sampleFailure('unreachable') },
    { failures: 1, restMs: 10 },
  );
  await model.generate(sampleRequest());
  await vi.advanceTimersByTimeAsync(10);
  expect(await model.generate(sampleRequest())).toEqual(sampleFailure('unreachable'));
  expect(inner.requests).toHaveLength(1);
  expect(model.state()).toBe('open');
});

test('while one call probes, others do not wait for it', async () => {
  const probe = Promise.withResolvers<ModelAnswer>();
  const inner = scriptedModel((_, call) => (call === 0 ? sampleFailure('unreachable') : probe.promise));
  const model = withBreaker(inner, { failures: 1, restMs: 10 });
  await model.generate(sampleRequest());
  await vi.advanceTimersByTimeAsync(10);
  const probing = model.generate(sampleRequest());
  expect(await model.generate(sampleRequest())).toMatchObject({ kind: 'circuit_open' });
  probe.resolve(sampleAnswer());
  expect(await probing).toEqual(sampleAnswer());
  expect(model.state()).toBe('closed');
});

describe('against a state machine of three states', () => {
  const failures = 3;
  const restMs = 30_000;
  const step = fc.record({
    wait: fc.oneof(fc.nat(40_000), fc.constantFrom(0, restMs - 1, restMs)),
    outcome: fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom<FailureKind>('unreachable', 'timed_out', 'server_failed') },
      { weight: 1, arbitrary: fc.constantFrom<Step['outcome']>('answer', ...allKinds) },
    ),
    healthy: fc.boolean(),
  });

  test('it goes through the same states, asks as often, and gives the same outcomes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const current = { outcome: sampleAnswer() as ModelAnswer | ModelFailure, healthy: true };
        let asked = 0;
        const inner: Model = {
          ...scriptedModel([]),
          health: async () => (current.healthy ? { ok: true, ms: 1 } : sampleFailure('unreachable')),
          generate: async () => {
            asked += 1;
            return current.outcome;
          },
        };
        const model = withBreaker(inner, { failures, restMs });
        const reference = { state: 'closed', count: 0, openedAt: 0, asked: 0 };
        for (const { wait, outcome: name, healthy } of steps) {
          await vi.advanceTimersByTimeAsync(wait);
          Object.assign(current, { outcome: outcomeOf(name), healthy });
          const got = await model.generate(sampleRequest());
          const { outcome } = current;
          const nature = outcome.ok ? 'works' : natureOf(outcome);
          const works = ['works', 'content', 'unfit'].includes(nature);
          const rests = reference.state === 'open' && Date.now() - reference.openedAt < restMs;
          const probes = reference.state === 'open' && !rests;
          const reached = !rests && (!probes || healthy);
          if (reached) reference.asked += 1;
          const open = { ok: false, kind: 'circuit_open' };
          expect(got).toMatchObject(rests ? open : reached ? outcome : sampleFailure('unreachable'));
          if (reached && works) Object.assign(reference, { state: 'closed', count: 0 });
          else if (probes) reference.openedAt = Date.now();
          else if (reached && nature === 'outage') reference.count += 1;
          if (reference.state === 'closed' && reference.count >= failures) {
            Object.assign(reference, { state: 'open', openedAt: Date.now() });
          }
          expect(model.state()).toBe(reference.state);
          expect(asked).toBe(reference.asked);
        }
      }),
      { numRuns: 200 },
    );
  });
});
