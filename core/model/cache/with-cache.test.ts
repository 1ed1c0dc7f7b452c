import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { identifiedAs, sampleAnswer, sampleFailure, sampleRequest } from '../../../fixtures/model-samples.ts';
import { temporaryFolder } from '../../../fixtures/temp-folder.ts';
import type { Model, ModelAnswer, ModelFailure, ModelRequest } from '../model.ts';
import { scriptedModel } from '../scripted.ts';
import { modelMetrics } from '../telemetry/metrics.ts';
import { withMetrics } from '../telemetry/with-metrics.ts';
import { withFailover } from '../wrap/with-failover.ts';
import { cacheReport } from './cache-folder.ts';
import { withCache } from './with-cache.ts';

afterEach(() => {
  vi.useRealTimers();
});

const day = 86_400_000;
const numbered = (name = 'scripted'): ReturnType<typeof scriptedModel> =>
  scriptedModel((_, call) => sampleAnswer({ text: `{"a":"${call}"}`, served_by: name }), name);

describe('an answer is found again', () => {
  test('in this run and in the next, and only for an equal request', async () => {
    const requests = fc.record({
      messages: fc.array(
        fc.record({ role: fc.constantFrom('system' as const, 'user' as const), content: fc.string() }),
        { maxLength: 3 },
      ),
      schema: fc.object({ maxDepth: 1 }),
      temperature: fc.constantFrom(0, 0.4),
      seed: fc.nat(3),
      max_tokens: fc.nat(3),
    });
    await using folder = await temporaryFolder();
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(requests, { minLength: 1, maxLength: 4 }), async (asked) => {
        const own = join(folder.path, String(run++));
        const inner = numbered();
        const model = withCache(inner, { folder: own });
        const first = [];
        for (const request of asked) first.push(await model.generate(request));
        await model.close?.();
        const silent = scriptedModel([]);
        const next = withCache(silent, { folder: own });
        for (const [index, request] of asked.entries()) {
          const again = await next.generate(structuredClone(request));
          expect(again).toEqual({ ...first[index], cached: true });
        }
        const different = new Set(asked.map((each) => JSON.stringify(each)));
        expect(inner.requests).toHaveLength(different.size);
        expect(silent.requests).toHaveLength(0);
        await next.close?.();
        const { entries, hits, misses } = await cacheReport(own);
        expect({ entries, hits, misses }).toEqual({
          entries: different.size,
          misses: different.size,
          hits: 2 * asked.length - different.size,
        });
      }),
      { numRuns: 100 },
    );
  });

  test('until its time is over, in memory as in the folder', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
    await using folder = await temporaryFolder();
    let run = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1000, max: 60 * day }),
        fc.integer({ min: 0, max: 70 * day }),
        fc.boolean(),
        async (ttlMs, later, restart) => {
          const options = { folder: join(folder.path, String(run++)), ttlMs };
          const inner = numbered();
          const before = withCache(inner, options);
          await before.generate(sampleRequest());
          vi.setSystemTime(Date.now() + later);
          const after = restart ? withCache(inner, options) : before;
          const got = await after.generate(sampleRequest());
          // At the very end of its time an answer may be found or not.
          const calls = later === ttlMs ? inner.requests.length : later < ttlMs ? 1 : 2;
          expect(inner.requests).toHaveLength(calls);
          expect(got).toMatchObject({ ok: true, text: `{"a":"${calls - 1}"}` });
          await Promise.all([before.close?.(), after.close?.()]);
        },
      ),
      { numRuns: 100 },
    );
  });

  test('no longer than its time, though a later run has read it into memory', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
    await using folder = await temporaryFolder();
    const options = { folder: folder.path, ttlMs: 10 * day };
    const inner = numbered();
    const before = withCache(inner, options);
    await before.generate(sampleRequest());
    await before.close?.();
    vi.setSystemTime(Date.now() + 6 * day);
    const after = withCache(inner, options);
    expect(await after.generate(sampleRequest())).toMatchObject({ cached: true });
    vi.setSystemTime(Date.now() + 6 * day);
    expect(await after.generate(sampleRequest())).toMatchObject({ text: '{"a":"1"}' });
    await after.close?.();
  });

  test.each<[string, Partial<ModelRequest>]>([
    ['other messages', { messages: [{ role: 'user', content: 'Else.' }] }],
    [
      'the same words in another role',
      {
        messages: [
          { role: 'user', content: 'Word the cases.' },
          { role: 'user', content: 'The pump stops.' },
        ],
      },
    ],
    ['another schema', { schema: { type: 'object' } }],
    [
      'another order in the schema',
      { schema: { required: ['a'], type: 'object', properties: { a: { type: 'string', maxLength: 80 } } } },
    ],
    ['another temperature', { temperature: 0.4 }],
    ['another seed', { seed: 8 }],
    ['another limit', { max_tokens: 101 }],
  ])('not for %s', async (_, other) => {
    await using folder = await temporaryFolder();
    const inner = numbered();
    const model = withCache(inner, { folder: folder.path });
    await model.generate(sampleRequest());
    await model.generate(sampleRequest({ draft: 'of no account', correlation_id: 'nor this' }));
    expect(inner.requests).toHaveLength(1);
    await model.generate(sampleRequest(other));
    expect(inner.requests).toHaveLength(2);
    await model.close?.();
  });

  test('of memory without asking the folder', async () => {
    await using folder = await temporaryFolder();
    let asked = 0;
    const store = {
      get: async () => {
        asked += 1;
        return undefined;
      },
      set: async () => true,
      delete: async () => true,
      clear: async () => undefined,
    };
    const model = withCache(numbered(), { folder: folder.path, store });
    await model.generate(sampleRequest());
    await model.generate(sampleRequest());
    expect(asked).toBe(1);
    await model.close?.();
  });
});

describe('an answer is not kept', () => {
  test.each<[string, ModelAnswer | ModelFailure]>([
    ['of a failure', sampleFailure('busy')],
    ['when it was cut', sampleAnswer({ finish: 'length' })],
    ['when it looped', sampleAnswer({ finish: 'loop' })],
  ])('%s', async (_, outcome) => {
    await using folder = await temporaryFolder();
    const inner = scriptedModel(() => outcome);
    const model = withCache(inner, { folder: folder.path });
    expect(await model.generate(sampleRequest())).toEqual(outcome);
    expect(await model.generate(sampleRequest())).toEqual(outcome);
    expect(inner.requests).toHaveLength(2);
    expect((await cacheReport(folder.path)).entries).toBe(0);
    await model.close?.();
  });

  test('of a list of models, whose digest is that of the first', async () => {
    await using folder = await temporaryFolder();
    const [first, second] = [scriptedModel(() => sampleFailure('busy')), numbered('second')];
    const list = withFailover([first, second]);
    expect(withCache(list, { folder: folder.path })).toBe(list);
    await withCache(withMetrics(list, { metrics: modelMetrics() }), { folder: folder.path }).generate(sampleRequest());
    expect((await cacheReport(folder.path)).entries).toBe(0);
  });

  test('of the rules, which follow the draft', async () => {
    await using folder = await temporaryFolder();
    const inner = numbered();
    const model = withCache(identifiedAs(inner, { deployment: 'rules' }), { folder: folder.path });
    await model.generate(sampleRequest({ draft: '1' }));
    await model.generate(sampleRequest({ draft: '2' }));
    expect(inner.requests).toHaveLength(2);
  });

  test('for other weights behind the same name', async () => {
    await using folder = await temporaryFolder();
    const inner = numbered();
    for (const digest of ['one', 'two']) {
      const model = withCache(identifiedAs(inner, { digest }), { folder: folder.path });
      await model.generate(sampleRequest());
      await model.close?.();
    }
    expect(inner.requests).toHaveLength(2);
  });

  test('when the tag is pulled anew while the process runs', async () => {
    await using folder = await temporaryFolder();
    const inner = numbered();
    let digest = 'one';
    let time = 0;
    const changing: Model = { ...inner, identify: (signal) => identifiedAs(inner, { digest }).identify(signal) };
    const model = withCache(changing, { folder: folder.path, now: () => time });
    await model.generate(sampleRequest());
    digest = 'two';
    time += 61_000;
    expect(await model.generate(sampleRequest())).toMatchObject({ text: '{"a":"1"}' });
    await model.close?.();
  });

  test('and not looked for, when the model cannot say what it is', async () => {
    await using folder = await temporaryFolder();
    const inner = numbered();
    const model = withCache({ ...inner, identify: async () => sampleFailure('unreachable') }, { folder: folder.path });
    await model.generate(sampleRequest());
    await model.generate(sampleRequest());
    expect(inner.requests).toHaveLength(2);
  });
});

/** Answers when it is told to, and gives up when it is aborted. */
const waiting = (): { model: Model; answer: (text: string) => void; requests: ModelRequest[] } => {
  const requests: ModelRequest[] = [];
  const ends: ((outcome: ModelAnswer | ModelFailure) => void)[] = [];
  return {
    requests,
    answer: (text) => ends.at(-1)?.(sampleAnswer({ text })),
    model: {
      ...scriptedModel([]),
      generate: (request) => {
        requests.push(request);
        const { promise, resolve } = Promise.withResolvers<ModelAnswer | ModelFailure>();
        ends.push(resolve);
        request.signal?.addEventListener('abort', () => resolve(sampleFailure('cancelled')));
        return promise;
      },
    },
  };
};

test('answers whose time is over leave the folder when the cache is closed', async () => {
  await using folder = await temporaryFolder({ 'mine.json': '{}' });
  const first = withCache(numbered(), { folder: folder.path });
  await first.generate(sampleRequest());
  await first.close?.();
  const in40Days = withCache(scriptedModel(['else']), { folder: folder.path, now: () => Date.now() + 40 * day });
  await in40Days.close?.();
  expect(await cacheReport(folder.path)).toMatchObject({ entries: 0, misses: 1 });
  expect(await readdir(folder.path)).toContain('mine.json');
});

describe('equal requests at the same time', () => {
  test('are one call, whose counts are one caller’s', async () => {
    await using folder = await temporaryFolder();
    const { model: inner, answer, requests } = waiting();
    const model = withCache(inner, { folder: folder.path });
    const work = [1, 2, 3].map(() => model.generate(sampleRequest()));
    await vi.waitUntil(() => requests.length > 0);
    answer('{}');
    const got = await Promise.all(work);
    expect(requests).toHaveLength(1);
    expect(got.filter((each) => each.ok && each.cached !== true)).toHaveLength(1);
    expect(got.every((each) => each.ok && each.text === '{}')).toBe(true);
    await model.close?.();
  });

  test('outlive an abort of one of them, and end with that of all', async () => {
    await using folder = await temporaryFolder();
    const { model: inner, answer, requests } = waiting();
    const model = withCache(inner, { folder: folder.path });
    const [one, two] = [new AbortController(), new AbortController()];
    const first = model.generate(sampleRequest({ signal: one.signal }));
    const second = model.generate(sampleRequest({ signal: two.signal }));
    await vi.waitUntil(() => requests.length > 0);
    one.abort();
    expect(await first).toEqual(sampleFailure('cancelled'));
    expect(requests[0]?.signal?.aborted).toBe(false);
    two.abort();
    const third = model.generate(sampleRequest());
    expect(await second).toEqual(sampleFailure('cancelled'));
    expect(requests[0]?.signal?.aborted).toBe(true);
    await vi.waitUntil(() => requests.length > 1);
    answer('{"a":"third"}');
    expect(await third).toMatchObject({ ok: true, text: '{"a":"third"}' });
    await model.close?.();
  });
});

describe('a store that is out of order', () => {
  test('does not stop the call; it is told', async () => {
    await using folder = await temporaryFolder({ file: 'no folder' });
    const problems: string[] = [];
    const model = withCache(numbered(), {
      folder: join(folder.path, 'file', 'below'),
      onProblem: ({ message }) => problems.push(message),
    });
    expect(await model.generate(sampleRequest())).toMatchObject({ ok: true });
    await model.close?.();
    expect(problems.join()).toMatch(/ENOTDIR/);
  });

  test('and hangs is left alone after a second', async () => {
    vi.useFakeTimers();
    await using folder = await temporaryFolder();
    const problems: string[] = [];
    const never = (): Promise<undefined> => Promise.withResolvers<undefined>().promise;
    const store = { get: never, set: never, delete: never, clear: never };
    const inner = numbered();
    const model = withCache(inner, { folder: folder.path, store, onProblem: ({ message }) => problems.push(message) });
    const work = model.generate(sampleRequest());
    await vi.advanceTimersByTimeAsync(1000);
    expect(await work).toMatchObject({ ok: true });
    expect(await model.generate(sampleRequest({ seed: 8 }))).toMatchObject({ ok: true });
    expect(problems.filter((each) => each.includes('did not answer'))).toHaveLength(1);
    await model.close?.();
  });

  test.each([
    ['empty', ''],
    ['cut', '{"value":{"text":"x"'],
    ['of something else', '{"value":{"text":7}}'],
    ['no object', '"text"'],
    [
      'hostile',
      '{"value":{"text":"x","served_by":"y","finish":"stop","prompt_tokens":-1,"answer_tokens":"9","engine_ms":null}}',
    ],
  ])('in a file that is %s is as if it were not there, and the file goes', async (_, content) => {
    await using folder = await temporaryFolder();
    const inner = numbered();
    const first = withCache(inner, { folder: folder.path });
    await first.generate(sampleRequest());
    await first.close?.();
    const [file] = (await readdir(folder.path)).filter((name) => name.endsWith('.json'));
    await writeFile(join(folder.path, file ?? ''), content);
    const second = withCache(scriptedModel([sampleFailure('busy')]), { folder: folder.path });
    expect(await second.generate(sampleRequest())).toEqual(sampleFailure('busy'));
    expect(await readdir(folder.path)).not.toContain(file);
    await second.close?.();
  });
});

test('a found answer shows its progress at once', async () => {
  await using folder = await temporaryFolder();
  const model = withCache(numbered(), { folder: folder.path });
  await model.generate(sampleRequest());
  const seen: number[] = [];
  await model.generate(sampleRequest({ onText: (count) => seen.push(count) }));
  expect(seen).toEqual(['{"a":"0"}'.length]);
  await model.close?.();
});
