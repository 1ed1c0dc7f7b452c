import { expect, it } from 'vitest';
import { recommendModel } from './recommend-model.ts';

it.each([
  [64, true, 'qwen3:14b'],
  [64, false, 'qwen3:8b'],
  [16, false, 'qwen3:8b'],
  [8, false, 'qwen3:4b'],
  [4, false, 'qwen3:0.6b'],
  [1, false, 'qwen3:0.6b'],
])('recommends for %i GB (graphics card: %s) %s', (gigabytes, graphics, model) => {
  const found = recommendModel(gigabytes * 1e9, { graphics });
  expect(found).toMatchObject({ model, why: expect.stringContaining(`${gigabytes} GB`) });
});
