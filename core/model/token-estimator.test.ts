import { expect, it } from 'vitest';
import type { ModelRequest } from './model.ts';
import { tokenEstimator } from './token-estimator.ts';

const prompt = (words: number, word = 'pump'): ModelRequest['messages'] => [
  { role: 'user', content: Array.from({ length: words }, () => word).join(' ') },
];

it('knows nothing before the first count, and then prompts of about that size', () => {
  const tokens = tokenEstimator();
  expect(tokens.estimate(prompt(100))).toBeUndefined();
  tokens.learn(prompt(100), 125);
  expect(tokens.estimate(prompt(100))).toBe(125);
  expect(tokens.estimate(prompt(300))).toBeGreaterThan(300);
  expect(tokens.estimate(prompt(1000))).toBeUndefined();
});

it('learns nothing about long prompts from a short one, in which the marks of the template weigh most', () => {
  const tokens = tokenEstimator();
  tokens.learn(prompt(1), 20);
  expect(tokens.estimate(prompt(500))).toBeUndefined();
  tokens.learn(prompt(500), 505);
  expect(tokens.estimate(prompt(500))).toBe(505);
  tokens.learn(prompt(1), 20);
  expect(tokens.estimate(prompt(500))).toBe(505);
});

it('comes closer with each prompt of a kind, and takes no count for one that is none', () => {
  const tokens = tokenEstimator();
  tokens.learn(prompt(100), 105);
  for (const wrong of [0, -5]) tokens.learn(prompt(100), wrong);
  expect(tokens.estimate(prompt(100))).toBe(105);
  const longer = prompt(100, 'thermostatically');
  const errors = Array.from({ length: 4 }, () => {
    const error = Math.abs((tokens.estimate(longer) ?? 0) - 410);
    tokens.learn(longer, 410);
    return error;
  });
  expect(errors).toEqual(errors.toSorted((a, b) => b - a));
  expect(errors.at(-1)).toBeLessThan((errors[0] ?? 0) / 2);
});
