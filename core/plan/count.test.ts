import { expect, it } from 'vitest';
import { findCount, oneLess } from './count.ts';

it.each([
  ['submits a wrong password three times', 'two'],
  ['after 5 consecutive failures', '4'],
  ['enters the code twice', 'once'],
])('finds how often in "%s"', (text, fewer) => {
  const count = findCount(text);
  expect(count && oneLess(count)).toBe(fewer);
});
