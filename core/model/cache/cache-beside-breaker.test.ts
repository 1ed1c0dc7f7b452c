import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { sampleAnswer, sampleFailure, sampleRequest } from '../../../fixtures/model-samples.ts';
import { temporaryFolder } from '../../../fixtures/temp-folder.ts';
import type { Model } from '../model.ts';
import type { ModelEntry, ModelSettings } from '../model-settings.ts';
import { openModel } from '../open-model.ts';
import { scriptedModel } from '../scripted.ts';
import { modelMetrics } from '../telemetry/metrics.ts';
import { withBreaker } from '../wrap/with-breaker.ts';
import { withFailover } from '../wrap/with-failover.ts';
import { withCache } from './with-cache.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A box that takes connections and never answers. */
const hanging: NonNullable<ModelSettings['fetch']> = (_, init) =>
  new Promise((_resolve, reject) => {
    init?.signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')), { once: true });
  });

/** How long a call takes, by a clock that goes on only while somebody waits for a timer. */
const elapsed = async (work: Promise<unknown>): Promise<number> => {
  const started = Date.now();
  let ended: number | undefined;
  void work.then(() => {
    ended = Date.now();
  });
  while (ended === undefined) {
    // Files are read in real time.
    await new Promise(setImmediate);
    if (ended === undefined && vi.getTimerCount() > 0) await vi.advanceTimersToNextTimerAsync();
  }
  return ended - started;
};

describe('a list that begins with a box that hangs', () => {
  test('costs a few time-outs, and then no request waits', async () => {
    await using folder = await temporaryFolder();
    const metrics = modelMetrics();
    const box: ModelEntry = { provider: 'ollama', model: 'a:1b' };
    const models = { box, team: { failover: ['box', 'rules'] } };
    const cache = { folder: folder.path };
    const opened = await openModel('team', { host: '', fetch: hanging, models, cache, metrics });
    if (!opened.ok) throw new Error(opened.problem.message);
    const waits: number[] = [];
    for (let call = 0; call < 20; call += 1) {
      const work = opened.model.generate(sampleRequest({ seed: call, draft: '{}' }));
      waits.push(await elapsed(work));
      expect(await work).toMatchObject({ ok: true, served_by: 'rules' });
    }
    const total = waits.reduce((sum, each) => sum + each, 0);
    expect(total).toBeGreaterThan(0);
    expect(total).toBeLessThanOrEqual(30_000);
    expect(waits.slice(3).every((each) => each === 0)).toBe(true);
    expect(metrics.snapshot().calls).toBeLessThanOrEqual(3);
    await opened.model.close?.();
  });
});

describe('a cache around a breaker, in a list', () => {
  const day = 86_400_000;

  test('gives what it has while the model that wrote it is left alone', async () => {
    await using folder = await temporaryFolder();
    let down = false;
    const inner = scriptedModel(() => (down ? sampleFailure('unreachable') : sampleAnswer({ served_by: 'first' })));
    const breaker = withBreaker(inner);
    const first = withCache(breaker, { folder: folder.path, ttlMs: day });
    const second = scriptedModel(() => sampleAnswer({ served_by: 'second' }));
    const list = withFailover([first, second]);
    await list.generate(sampleRequest());
    down = true;
    for (let seed = 100; seed < 104; seed += 1) {
      expect(await list.generate(sampleRequest({ seed }))).toMatchObject({ served_by: 'second' });
    }
    expect(breaker.state()).toBe('open');
    expect(await list.generate(sampleRequest())).toMatchObject({ served_by: 'first', cached: true });
    await list.close?.();
  });

  test('comes back to the model after its rest, and keeps its answers again', async () => {
    await using folder = await temporaryFolder();
    let down = true;
    const inner = scriptedModel(() => (down ? sampleFailure('timed_out') : sampleAnswer({ served_by: 'first' })));
    const box: Model = {
      ...inner,
      identify: async () => (down ? sampleFailure('timed_out') : inner.identify()),
      health: async () => (down ? sampleFailure('timed_out') : inner.health()),
    };
    const list = withFailover([
      withCache(withBreaker(box), { folder: folder.path }),
      scriptedModel(() => sampleAnswer({ served_by: 'second' })),
    ]);
    for (let call = 0; call < 5; call += 1) await list.generate(sampleRequest());
    const before = inner.requests.length;
    down = false;
    expect(await list.generate(sampleRequest())).toMatchObject({ served_by: 'second' });
    await vi.advanceTimersByTimeAsync(36_000);
    expect(await list.generate(sampleRequest())).toMatchObject({ served_by: 'first' });
    expect(await list.generate(sampleRequest())).toMatchObject({ served_by: 'first', cached: true });
    expect(inner.requests).toHaveLength(before + 1);
    await list.close?.();
  });
});
