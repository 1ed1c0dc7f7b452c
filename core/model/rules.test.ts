import fc from 'fast-check';
import { expect, it } from 'vitest';
import { rulesModel } from './rules.ts';

const request = { messages: [], schema: {}, temperature: 0, seed: 1, max_tokens: 10 };

it('answers with the draft, whatever it says, and claims no tokens', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string(), async (draft) => {
      expect(await rulesModel().generate({ ...request, draft })).toEqual({
        ok: true,
        text: draft,
        finish: 'stop',
        served_by: 'rules',
        prompt_tokens: 0,
        answer_tokens: 0,
        engine_ms: 0,
      });
    }),
  );
});

it('refuses a request without a draft', async () => {
  expect(await rulesModel().generate(request)).toMatchObject({ ok: false, kind: 'request_refused', retryable: false });
});

it('is there, healthy and warm, and its words come from the rules', async () => {
  const model = rulesModel();
  expect(await model.identify()).toMatchObject({ ok: true, deployment: 'rules', digest: 'rules-1' });
  expect(await model.health()).toMatchObject({ ok: true });
  expect(await model.warmUp()).toMatchObject({ ok: true });
});

it('takes a cancellation', async () => {
  const signal = AbortSignal.abort();
  expect(await rulesModel().generate({ ...request, draft: '{}', signal })).toMatchObject({ code: 'CANCELLED' });
  expect(await rulesModel().identify(signal)).toMatchObject({ code: 'CANCELLED' });
});
