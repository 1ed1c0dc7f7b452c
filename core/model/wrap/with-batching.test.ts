import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { sampleAnswer, sampleFailure, sampleRequest } from '../../../fixtures/model-samples.ts';
import type { Model, ModelAnswer, ModelFailure, ModelRequest } from '../model.ts';
import { scriptedModel } from '../scripted.ts';
import { partKey, shares } from './merge-requests.ts';
import { withBatching } from './with-batching.ts';

const heading = (key: string): string => `## ${key}`;
const options = { size: 4, windowMs: 20, tokens: 100_000, heading };

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const asking = (content: string, more: Partial<ModelRequest> = {}): ModelRequest =>
  sampleRequest({
    messages: [
      { role: 'system', content: 'Word the cases.' },
      { role: 'user', content },
    ],
    ...more,
  });

const propertiesOf = (schema: object): string[] => {
  const properties: unknown = Reflect.get(schema, 'properties');
  return Object.keys(typeof properties === 'object' && properties !== null ? properties : {});
};

/** Writes for each user turn its words backwards, alone or merged. */
const backwards = (text: string): string => JSON.stringify({ a: Array.from(text).toReversed().join('') });
const echo = (request: ModelRequest): ModelAnswer => {
  const content = request.messages.at(-1)?.content ?? '';
  const keys = propertiesOf(request.schema).filter((key) => key.startsWith('r_'));
  const counts = { prompt_tokens: content.length, answer_tokens: content.length + 3, engine_ms: content.length + 0.5 };
  if (keys.length === 0) return sampleAnswer({ text: backwards(content), ...counts });
  const turns = content.split(/(?:^|\n\n)## r_\d+\n\n/).slice(1);
  const text = JSON.stringify(
    Object.fromEntries(keys.map((key, index) => [key, JSON.parse(backwards(turns[index] ?? ''))])),
  );
  return sampleAnswer({ text, ...counts });
};

const all = async <T>(work: Promise<T>[]): Promise<T[]> => {
  await vi.advanceTimersByTimeAsync(1000);
  return Promise.all(work);
};
const textOf = (outcome: ModelAnswer | ModelFailure): unknown => (outcome.ok ? outcome.text : outcome);

const contents = fc.array(fc.string({ minLength: 1, maxLength: 30, unit: fc.constantFrom(...'abc xyz') }), {
  minLength: 1,
  maxLength: 12,
});

describe('merged requests', () => {
  test('give each caller what it would get alone, and the counts add up', async () => {
    await fc.assert(
      fc.asyncProperty(contents, fc.integer({ min: 2, max: 12 }), async (texts, size) => {
        const inner = scriptedModel(echo);
        const model = withBatching(inner, { ...options, size });
        const got = await all(texts.map((text) => model.generate(asking(text))));
        expect(got.map(textOf)).toEqual(texts.map(backwards));
        const spent = inner.requests.map(echo);
        for (const name of ['prompt_tokens', 'answer_tokens', 'engine_ms'] as const) {
          const sum = (answers: (ModelAnswer | ModelFailure)[]): number =>
            answers.reduce((total, each) => total + (each.ok ? each[name] : Number.NaN), 0);
          expect(sum(got)).toBeCloseTo(sum(spent), 6);
        }
        expect(inner.requests).toHaveLength(Math.ceil(texts.length / size));
      }),
      { numRuns: 150 },
    );
  });

  test('are one call with a required property for each, in the order of the alphabet', async () => {
    const inner = scriptedModel(echo);
    const model = withBatching(inner, { ...options, size: 11 });
    const work = Array.from({ length: 11 }, (_, index) =>
      model.generate(asking(`turn ${index}`, { draft: `{"a":"${index}"}`, correlation_id: `c${index}` })),
    );
    await all(work);
    expect(inner.requests).toHaveLength(1);
    const [request] = inner.requests;
    const keys = propertiesOf(request?.schema ?? {});
    expect(keys).toEqual(keys.toSorted());
    expect(request?.schema).toMatchObject({ type: 'object', required: keys, additionalProperties: false });
    expect(request?.messages[1]?.content).toContain('## r_01\n\nturn 0\n\n## r_02\n\nturn 1');
    expect(JSON.parse(request?.draft ?? '')).toMatchObject({ r_01: { a: '0' }, r_11: { a: '10' } });
    expect(request?.correlation_id).toBe('c0,c1,c2,c3,c4,c5,c6,c7,c8,c9,c10');
    expect(request?.max_tokens).toBeGreaterThanOrEqual(11 * 100);
  });

  test.each([
    [
      'other system messages',
      {
        messages: [
          { role: 'system' as const, content: 'Else.' },
          { role: 'user' as const, content: 'x' },
        ],
      },
    ],
    ['another temperature', { temperature: 0.4 }],
    ['another seed', { seed: 8 }],
    [
      'two user turns',
      {
        messages: [
          { role: 'user' as const, content: 'x' },
          { role: 'user' as const, content: 'y' },
        ],
      },
    ],
    ['a schema with references', { schema: { type: 'object', properties: { a: { $ref: '#/$defs/a' } } } }],
  ])('do not have %s', async (_, more) => {
    const inner = scriptedModel(echo);
    const model = withBatching(inner, options);
    await all([model.generate(asking('one')), model.generate(asking('two', more))]);
    expect(inner.requests).toHaveLength(2);
  });

  test('stay within the limit of tokens', async () => {
    const inner = scriptedModel(echo);
    const model = withBatching(inner, { ...options, tokens: 250 });
    await all(['one', 'two', 'three'].map((text) => model.generate(asking(text))));
    expect(inner.requests.map(({ schema }) => propertiesOf(schema))).toEqual([['r_1', 'r_2'], ['a']]);
  });
});

test('with a size of one the model is left as it is', () => {
  const inner = scriptedModel([]);
  expect(withBatching(inner, { heading })).toBe(inner);
});

test('requests with the same worked example share a call, those with another do not', async () => {
  const inner = scriptedModel(echo);
  const example = (said: string) => [
    { role: 'system' as const, content: 'Write.' },
    { role: 'user' as const, content: 'One?' },
    { role: 'assistant' as const, content: said },
  ];
  const batching = withBatching(inner, { ...options, size: 3 });
  const ask = (said: string, content: string) =>
    batching.generate(sampleRequest({ messages: [...example(said), { role: 'user', content }] }));
  const answers = await all([ask('{}', 'ab'), ask('{}', 'cd'), ask('[]', 'ef')]);
  expect(answers.map(textOf)).toEqual(['ab', 'cd', 'ef'].map(backwards));
  expect(inner.requests.map(({ messages }) => messages.length)).toEqual([4, 4]);
});

test('a request that stays alone in its window goes as it came', async () => {
  const inner = scriptedModel(echo);
  await all([withBatching(inner, options).generate(asking('one', { draft: '{}', correlation_id: 'c' }))]);
  expect(inner.requests[0]).toMatchObject(asking('one', { draft: '{}', correlation_id: 'c' }));
});

describe('what the merged call does not give is asked for alone', () => {
  const isMerged = ({ schema }: ModelRequest): boolean => propertiesOf(schema).includes('r_1');
  const cases: [string, (merged: ModelAnswer) => ModelAnswer | ModelFailure, number[]][] = [
    ['it fails', () => sampleFailure('server_failed'), [0, 1, 2]],
    ['it is cut', (answer) => ({ ...answer, text: answer.text.slice(0, -9), finish: 'length' }), [0, 1, 2]],
    ['it is cut, though what came is whole', (answer) => ({ ...answer, finish: 'length' }), [0, 1, 2]],
    ['it is no JSON', (answer) => ({ ...answer, text: 'Sure! Here it is' }), [0, 1, 2]],
    ['a part is missing', (answer) => ({ ...answer, text: answer.text.replace('"r_2"', '"r_9"') }), [1]],
    [
      'a part is no object',
      (answer) => ({ ...answer, text: answer.text.replace(/"r_3":\{[^}]*\}/, '"r_3":null') }),
      [2],
    ],
  ];

  test.each(cases)('when %s', async (_, spoilt, again) => {
    const texts = ['one', 'two', 'three'];
    const inner = scriptedModel((request) => (isMerged(request) ? spoilt(echo(request)) : echo(request)));
    const model = withBatching(inner, { ...options, size: 3 });
    const got = await all(texts.map((text) => model.generate(asking(text))));
    expect(got.map(textOf)).toEqual(texts.map(backwards));
    const alone = inner.requests.slice(1).map(({ messages }) => messages[1]?.content);
    expect(alone).toEqual(again.map((index) => texts[index]));
  });

  test('the tokens of a merged answer that was of no use are not forgotten', async () => {
    const inner = scriptedModel((request) =>
      isMerged(request) ? sampleAnswer({ finish: 'length', answer_tokens: 90 }) : sampleAnswer(),
    );
    const model = withBatching(inner, { ...options, size: 3 });
    const got = await all(['one', 'two', 'three'].map((text) => model.generate(asking(text))));
    expect(got.reduce((sum, each) => sum + (each.ok ? each.answer_tokens : 0), 0)).toBe(90 + 3 * 5);
  });
});

/** Answers when it is told to, and gives up when it is aborted. */
const waiting = (): { model: Model; answer: () => void; aborted: () => boolean } => {
  const start = Promise.withResolvers<ModelAnswer | ModelFailure>();
  let pending: ModelRequest | undefined;
  return {
    model: {
      ...scriptedModel([]),
      generate: (request) => {
        pending = request;
        request.signal?.addEventListener('abort', () => start.resolve(sampleFailure('cancelled')));
        return start.promise;
      },
    },
    answer: () => start.resolve(pending === undefined ? sampleFailure('busy') : echo(pending)),
    aborted: () => pending?.signal?.aborted ?? false,
  };
};

describe('an abort', () => {
  test('of one caller does not hurt the others', async () => {
    const { model, answer, aborted } = waiting();
    const batching = withBatching(model, { ...options, size: 2 });
    const leaving = new AbortController();
    const first = batching.generate(asking('one', { signal: leaving.signal }));
    const second = batching.generate(asking('two'));
    await vi.advanceTimersByTimeAsync(1);
    leaving.abort();
    expect(await first).toEqual(sampleFailure('cancelled'));
    expect(aborted()).toBe(false);
    answer();
    expect(textOf(await second)).toBe(backwards('two'));
  });

  test('of all callers ends the call', async () => {
    const { model, aborted } = waiting();
    const batching = withBatching(model, { ...options, size: 2 });
    const leaving = new AbortController();
    const work = ['one', 'two'].map((text) => batching.generate(asking(text, { signal: leaving.signal })));
    await vi.advanceTimersByTimeAsync(1);
    leaving.abort();
    expect(await Promise.all(work)).toEqual([sampleFailure('cancelled'), sampleFailure('cancelled')]);
    expect(aborted()).toBe(true);
  });

  test('spares the call that would be made for this caller alone', async () => {
    const leaving = new AbortController();
    const alone: string[] = [];
    const model: Model = {
      ...scriptedModel([]),
      generate: async (request) => {
        if (!propertiesOf(request.schema).includes('r_1')) alone.push(request.messages.at(-1)?.content ?? '');
        else leaving.abort();
        return sampleFailure('unfinished');
      },
    };
    const batching = withBatching(model, { ...options, size: 2 });
    await all([batching.generate(asking('one', { signal: leaving.signal })), batching.generate(asking('two'))]);
    expect(alone).toEqual(['two']);
  });

  test('within the window takes the request out of the call', async () => {
    const inner = scriptedModel(echo);
    const model = withBatching(inner, options);
    const leaving = new AbortController();
    const work = [model.generate(asking('one', { signal: leaving.signal })), model.generate(asking('two'))];
    leaving.abort();
    const [first, second] = await all(work);
    expect(first).toEqual(sampleFailure('cancelled'));
    expect(second).toMatchObject({ text: backwards('two') });
    expect(inner.requests.map(({ messages }) => messages[1]?.content)).toEqual(['two']);
  });
});

test('progress never goes back for any caller', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(900), { maxLength: 20 }), fc.boolean(), async (counts, fails) => {
      const inner = scriptedModel((request) => {
        for (const count of counts) request.onText?.(count);
        return fails && propertiesOf(request.schema).includes('r_1') ? sampleFailure('unfinished') : echo(request);
      });
      const model = withBatching(inner, { ...options, size: 3 });
      const seen: number[][] = [[], [], []];
      await all(
        seen.map((each, index) => model.generate(asking(`turn ${index}`, { onText: (count) => each.push(count) }))),
      );
      for (const each of seen) expect(each).toEqual(each.toSorted((a, b) => a - b));
      expect(counts.every((count) => count <= 2) || seen.every((each) => each.length > 0)).toBe(true);
    }),
    { numRuns: 150 },
  );
});

test('shares add up to the total and are in proportion', () => {
  fc.assert(
    fc.property(fc.nat(100_000), fc.array(fc.nat(5000), { minLength: 1, maxLength: 20 }), (total, weights) => {
      const got = shares(total, weights);
      const sum = weights.reduce((all_, weight) => all_ + weight, 0);
      expect(got.reduce((all_, share) => all_ + share, 0)).toBe(total);
      for (const [index, share] of got.entries()) {
        const exact = sum === 0 ? total / weights.length : (total * (weights[index] ?? 0)) / sum;
        expect(Math.abs(share - exact)).toBeLessThanOrEqual(1);
      }
    }),
    { numRuns: 300 },
  );
});

test('the names of parts are in the order of the alphabet, however many there are', () => {
  const keys = Array.from({ length: 120 }, (_, index) => partKey(index, 120));
  expect(keys).toEqual(keys.toSorted());
  expect(partKey(0, 2)).toBe('r_1');
});
