import { expect, it } from 'vitest';
import { scriptedModel } from './scripted.ts';

const request = { messages: [], schema: {}, temperature: 0, seed: 1, max_tokens: 10 };

it('replays answers in order, records requests, and fails when there are no more', async () => {
  const model = scriptedModel([
    'one',
    { ok: true, text: 'two', finish: 'length', served_by: 'x', prompt_tokens: 1, answer_tokens: 2, engine_ms: 3 },
  ]);
  const answers = [
    await model.generate(request),
    await model.generate({ ...request, seed: 2 }),
    await model.generate(request),
  ];
  expect(answers).toMatchObject([
    { ok: true, text: 'one', finish: 'stop' },
    { text: 'two', finish: 'length' },
    { ok: false, code: 'SERVER_ERROR' },
  ]);
  expect(model.requests.map(({ seed }) => seed)).toEqual([1, 2, 1]);
});

it('answers by a function of request and call, and not after an abort', async () => {
  const model = scriptedModel(({ seed }, call) => `${seed}/${call}`);
  await model.generate(request);
  expect(await model.generate({ ...request, seed: 7 })).toMatchObject({ text: '7/1' });
  expect(await model.generate({ ...request, signal: AbortSignal.abort() })).toMatchObject({ code: 'CANCELLED' });
});
