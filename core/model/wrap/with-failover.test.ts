import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allKinds, identifiedAs, sampleAnswer, sampleFailure, sampleRequest } from '../../../fixtures/model-samples.ts';
import type { FailureKind } from '../failure/failure-kinds.ts';
import type { Deployment, Model, ModelAnswer, ModelFailure, ModelRequest } from '../model.ts';
import { scriptedModel } from '../scripted.ts';
import { withFailover } from './with-failover.ts';

const staying: FailureKind[] = ['truncated', 'loop', 'unfinished', 'cancelled'];
const leading = allKinds.filter((kind) => !staying.includes(kind));

const outcomes = fc.oneof(fc.constant('answer' as const), fc.constantFrom(...allKinds));
const outcomeOf = (name: FailureKind | 'answer', served_by: string): ModelAnswer | ModelFailure =>
  name === 'answer' ? sampleAnswer({ served_by }) : sampleFailure(name);

const chainOf = (
  names: (FailureKind | 'answer')[],
): [ReturnType<typeof scriptedModel>, ...ReturnType<typeof scriptedModel>[]] => {
  const [first, ...rest] = names.map((name, index) => scriptedModel(() => outcomeOf(name, `m${index}`), `m${index}`));
  if (first === undefined) throw new Error('a chain has a model');
  return [first, ...rest];
};

describe('the order', () => {
  test('each model is asked once, in order, until one serves or its failure is no reason to go on', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(outcomes, { minLength: 2, maxLength: 5 }), async (names) => {
        const chain = chainOf(names);
        const got = await withFailover(chain).generate(sampleRequest());
        const end = names.findIndex((name) => name === 'answer' || staying.includes(name));
        const asked = chain.map(({ requests }) => requests.length);
        expect(asked).toEqual(names.map((_, index) => (end === -1 || index <= end ? 1 : 0)));
        const failed = { ok: false, kind: 'all_failed' };
        expect(got).toMatchObject(end === -1 ? failed : outcomeOf(names[end] ?? 'answer', `m${end}`));
      }),
      { numRuns: 300 },
    );
  });

  test('all failures are told, each with its code, and the call may be repeated if one of them says so', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...leading), { minLength: 2, maxLength: 4 }), async (names) => {
        const got = await withFailover(chainOf(names), { name: 'local' }).generate(sampleRequest());
        const failures = names.map(sampleFailure);
        if (got.ok) throw new Error('nobody could serve');
        expect(got.values['model']).toBe('local');
        for (const [index, { code, message }] of failures.entries()) {
          expect(got.values['detail']).toContain(`m${index}: ${code}: ${message}`);
        }
        expect(got.retryable).toBe(failures.some(({ retryable }) => retryable));
      }),
      { numRuns: 100 },
    );
  });

  test('a list of one is that one', async () => {
    const [only] = chainOf(['busy']);
    expect(withFailover([only])).toBe(only);
  });

  test('nobody is asked after an abort', async () => {
    const leaving = new AbortController();
    const first = scriptedModel(() => {
      leaving.abort();
      return sampleFailure('unreachable');
    });
    let asked = 0;
    const answer = async (): Promise<ModelAnswer> => {
      asked += 1;
      return sampleAnswer();
    };
    const second: Model = { ...scriptedModel([]), generate: answer };
    const got = await withFailover([first, second]).generate(sampleRequest({ signal: leaving.signal }));
    expect(got).toEqual(sampleFailure('cancelled'));
    expect(asked).toBe(0);
  });
});

test('each model gets the same request, whatever came before', async () => {
  const requests = fc.record({
    messages: fc.array(fc.record({ role: fc.constantFrom('system' as const, 'user' as const), content: fc.string() })),
    schema: fc.object(),
    temperature: fc.double({ min: 0, max: 2, noNaN: true }),
    seed: fc.nat(),
    max_tokens: fc.nat(),
    draft: fc.string(),
    correlation_id: fc.uuid(),
  });
  await fc.assert(
    fc.asyncProperty(
      requests,
      fc.array(fc.constantFrom(...leading), { minLength: 1, maxLength: 3 }),
      async (known, names) => {
        const { signal } = new AbortController();
        const request: ModelRequest = { ...known, signal, onText: () => undefined };
        const before = structuredClone(known);
        const chain = chainOf([...names, 'answer']);
        await withFailover(chain).generate(request);
        for (const { requests: got } of chain) {
          expect(got).toHaveLength(1);
          expect(got[0]).toMatchObject(before);
          expect(got[0]?.signal).toBe(signal);
        }
      },
    ),
    { numRuns: 150 },
  );
});

test('progress never goes back when another model begins anew', async () => {
  const steps = fc.array(fc.array(fc.nat(500), { maxLength: 8 }), { minLength: 2, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(steps, async (texts) => {
      const [first, ...rest] = texts.map((counts, index) =>
        scriptedModel((request) => {
          for (const count of counts) request.onText?.(count);
          return index === texts.length - 1 ? sampleAnswer() : sampleFailure('connection_closed');
        }),
      );
      if (first === undefined) throw new Error('a chain has a model');
      const seen: number[] = [];
      await withFailover([first, ...rest]).generate(sampleRequest({ onText: (count) => seen.push(count) }));
      expect(seen).toEqual(seen.toSorted((a, b) => a - b));
      expect(seen.at(-1) ?? 0).toBe(Math.max(0, ...texts.flat()));
    }),
    { numRuns: 150 },
  );
});

describe('the place where the model runs is kept', () => {
  const deployments = fc.constantFrom<Deployment>('in_process', 'local', 'network', 'cloud', 'rules');

  test('no list leads from the own machines into the cloud, unless the user named the model as one of the cloud', async () => {
    const entry = fc.record({ deployment: deployments, allowed: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(entry, { minLength: 2, maxLength: 4 }), async (entries) => {
        const inner = entries.map((_, index) => scriptedModel(() => sampleFailure('unreachable'), `m${index}`));
        const [first, ...rest] = inner.map((model, index): Model =>
          identifiedAs(model, { deployment: entries[index]?.deployment ?? 'local' }),
        );
        if (first === undefined) throw new Error('a chain has a model');
        const allowCloud = ({ name }: Model): boolean => entries[Number(name.slice(1))]?.allowed ?? false;
        const got = await withFailover([first, ...rest], { allowCloud }).generate(sampleRequest());
        if (got.ok) throw new Error('nobody could serve');
        for (const [index, { deployment, allowed }] of entries.entries()) {
          const barred = index > 0 && deployment === 'cloud' && !allowed && entries[0]?.deployment !== 'cloud';
          expect(inner[index]?.requests).toHaveLength(barred ? 0 : 1);
          expect(got.values['detail']).toContain(barred ? `m${index}: MODEL_REFUSED` : `m${index}: MODEL_UNREACHABLE`);
        }
      }),
      { numRuns: 200 },
    );
  });

  test('a model that cannot say where it runs is not asked', async () => {
    const second = { ...scriptedModel(['never']), identify: async () => sampleFailure('unreachable') };
    const got = await withFailover([scriptedModel(() => sampleFailure('busy')), second]).generate(sampleRequest());
    expect(got).toMatchObject({ kind: 'all_failed' });
    expect(second.requests).toHaveLength(0);
  });
});

test('a model that cannot be identified costs one time-out, and not one for each request', async () => {
  let asked = 0;
  const hanging: Model = {
    ...scriptedModel([]),
    identify: async () => {
      asked += 1;
      return sampleFailure('timed_out');
    },
  };
  const list = withFailover([scriptedModel(() => sampleFailure('busy')), hanging]);
  for (let call = 0; call < 10; call += 1) await list.generate(sampleRequest());
  expect(asked).toBe(1);
});

describe('what is asked of the list', () => {
  const down: Model = {
    ...scriptedModel([], 'down'),
    identify: async () => sampleFailure('unreachable'),
    health: async () => sampleFailure('unreachable'),
    warmUp: async () => sampleFailure('unreachable'),
  };
  const up = identifiedAs(scriptedModel([], 'up'), { digest: 'of up' });

  test('its identity is that of the first that answers', async () => {
    expect(await withFailover([down, up]).identify()).toMatchObject({ ok: true, digest: 'of up' });
    expect(await withFailover([down, down]).identify()).toMatchObject({ kind: 'all_failed' });
  });

  test('it is healthy and warm if one of them is', async () => {
    expect(await withFailover([down, up]).health()).toMatchObject({ ok: true });
    expect(await withFailover([down, up]).warmUp()).toMatchObject({ ok: true });
    expect(await withFailover([down, down]).health()).toMatchObject({ kind: 'all_failed' });
  });

  test('all of them are closed', async () => {
    const closed: string[] = [];
    const closing = (name: string): Model => ({
      ...scriptedModel([], name),
      close: async () => {
        closed.push(name);
      },
    });
    await withFailover([closing('a'), closing('b')]).close?.();
    expect(closed).toEqual(['a', 'b']);
  });
});
