import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { allKinds, sampleAnswer, sampleFailure, sampleRequest } from '../../../fixtures/model-samples.ts';
import type { FailureKind } from '../failure/failure-kinds.ts';
import { modelFailure } from '../failure/model-failure.ts';
import type { Model, ModelAnswer, ModelFailure } from '../model.ts';
import { scriptedModel } from '../scripted.ts';
import { natureOf } from './failure-nature.ts';
import { type BreakerState, withBreaker } from './with-breaker.ts';
import { withRetry } from './with-retry.ts';

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

test('after a time-out the next call looks at the health first, and so costs no second one', async () => {
  const inner = scriptedModel(() => sampleFailure('timed_out'));
  const model = withBreaker({ ...inner, health: async () => sampleFailure('unreachable') });
  expect(await model.generate(sampleRequest())).toEqual(sampleFailure('timed_out'));
  expect(await model.generate(sampleRequest())).toEqual(sampleFailure('unreachable'));
  expect(inner.requests).toHaveLength(1);
});

test.each<FailureKind>(['busy', 'rate_limited'])(
  'a model that is still %s after all retries is left alone as well',
  async (kind) => {
    const inner = scriptedModel(() => modelFailure(kind, {}, { retry_after_ms: 60_000 }));
    const model = withBreaker(withRetry(inner));
    let waited = 0;
    for (let call = 0; call < 14; call += 1) {
      const started = Date.now();
      const work = model.generate(sampleRequest());
      await vi.runAllTimersAsync();
      await work;
      waited += Date.now() - started;
    }
    expect(model.state()).toBe('open');
    expect(waited).toBe(3 * 180_000);
  },
);

describe('to say what it is', () => {
  const identifying = (identities: (FailureKind | 'fine')[], health: FailureKind | 'fine' = 'fine') => {
    const inner = scriptedModel(['served']);
    const seen = { identified: 0, healthy: 0 };
    const model = withBreaker({
      ...inner,
      health: async (signal) => {
        seen.healthy += 1;
        return health === 'fine' ? inner.health(signal) : sampleFailure(health);
      },
      identify: async (signal) => {
        const next = identities[seen.identified++] ?? 'fine';
        return next === 'fine' ? inner.identify(signal) : sampleFailure(next);
      },
    });
    return { model, seen };
  };
  const hanging: FailureKind[] = ['timed_out', 'timed_out', 'timed_out'];

  test('can fail as a call can: three times open it, and then nobody waits', async () => {
    const { model, seen } = identifying(hanging);
    for (let call = 0; call < 3; call += 1) expect(await model.identify()).toEqual(sampleFailure('timed_out'));
    expect(model.state()).toBe('open');
    expect(await model.identify()).toMatchObject({ kind: 'circuit_open', values: { count: 3, seconds: 30 } });
    expect(await model.generate(sampleRequest())).toMatchObject({ kind: 'circuit_open' });
    expect(seen).toEqual({ identified: 3, healthy: 0 });
  });

  test('proves nothing when it goes well: the next call does', async () => {
    const { model } = identifying([...hanging]);
    for (let call = 0; call < 3; call += 1) await model.identify();
    await vi.advanceTimersByTimeAsync(30_000);
    expect([await model.identify(), model.state()]).toMatchObject([{ ok: true }, 'open']);
    expect([await model.generate(sampleRequest()), model.state()]).toMatchObject([{ ok: true }, 'closed']);
  });

  test('after the rest, costs no more than a look at the health while there is none', async () => {
    const { model, seen } = identifying(hanging, 'timed_out');
    for (let call = 0; call < 3; call += 1) await model.identify();
    await vi.advanceTimersByTimeAsync(30_000);
    expect(await model.identify()).toEqual(sampleFailure('timed_out'));
    expect(await model.identify()).toMatchObject({ kind: 'circuit_open', values: { seconds: 30 } });
    expect(seen).toEqual({ identified: 3, healthy: 1 });
  });

  test.each<FailureKind>(['cancelled', 'model_missing'])('and to fail as %s counts for nothing', async (kind) => {
    const { model } = identifying([kind, kind, kind, kind]);
    for (let call = 0; call < 4; call += 1) expect(await model.identify()).toEqual(sampleFailure(kind));
    expect(model.state()).toBe('closed');
  });
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
        const reference = { state: 'closed', count: 0, openedAt: 0, asked: 0, hung: false };
        for (const { wait, outcome: name, healthy } of steps) {
          await vi.advanceTimersByTimeAsync(wait);
          Object.assign(current, { outcome: outcomeOf(name), healthy });
          const got = await model.generate(sampleRequest());
          const { outcome } = current;
          const nature = outcome.ok ? 'works' : natureOf(outcome);
          const works = ['works', 'content', 'unfit'].includes(nature);
          const rests = reference.state === 'open' && Date.now() - reference.openedAt < restMs;
          const probes = reference.state === 'open' && !rests;
          const careful = probes || (reference.state === 'closed' && reference.hung);
          const reached = !rests && (!careful || healthy);
          if (reached) reference.asked += 1;
          const open = { ok: false, kind: 'circuit_open' };
          expect(got).toMatchObject(rests ? open : reached ? outcome : sampleFailure('unreachable'));
          const outage = ['outage', 'busy'].includes(reached ? nature : 'outage');
          if (!rests && (outage || works)) reference.hung = reached && name === 'timed_out';
          if (reached && works) Object.assign(reference, { state: 'closed', count: 0 });
          else if (probes) reference.openedAt = Date.now();
          else if (!rests && outage) reference.count += 1;
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
