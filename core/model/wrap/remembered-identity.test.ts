import { expect, test } from 'vitest';
import { sampleFailure } from '../../../fixtures/model-samples.ts';
import type { Model, ModelFailure } from '../model.ts';
import { scriptedModel } from '../scripted.ts';
import { rememberedIdentity } from './remembered-identity.ts';

const counted = (failure?: ModelFailure) => {
  const inner = scriptedModel([]);
  const seen = { asked: 0, time: 0 };
  const model: Model = {
    ...inner,
    identify: async () => {
      seen.asked += 1;
      return failure ?? inner.identify();
    },
  };
  return { seen, identify: rememberedIdentity(model, () => seen.time) };
};

test.each([
  ['an identity for a minute', undefined, 60_000],
  ['a failure for some seconds', sampleFailure('timed_out'), 5000],
])('it remembers %s', async (_, failure, ms) => {
  const { seen, identify } = counted(failure);
  const first = await identify();
  seen.time = ms - 1;
  expect([await identify(), seen.asked]).toEqual([first, 1]);
  seen.time = ms;
  expect([await identify(), seen.asked]).toEqual([first, 2]);
});

test('that one caller gave up says nothing to the next', async () => {
  const { seen, identify } = counted(sampleFailure('cancelled'));
  await identify();
  await identify();
  expect(seen.asked).toBe(2);
});
