import { expect, it } from 'vitest';
import { cleanText } from './clean-text.ts';

it.each([
  ['white space', '  a\n\tb \u00a0 c\u2028d ', 'a b c d'],
  ['control characters', 'a\u0000b\u001b[31mc', 'ab[31mc'],
  ['bidirectional marks', 'a\u202eb\u2066c\u200f', 'abc'],
  ['zero-width characters', 'pass\u200bword\ufeff\u{e0041}', 'password'],
  ['halves of surrogate pairs', 'a\ud800b', 'ab'],
])('removes or folds %s', (_, text, clean) => {
  expect(cleanText(text)).toBe(clean);
});

it('keeps letters, signs and pictures of all languages', () => {
  const text = 'Prüfe 20 °C, „ä“, 用户登录, 👍 ≥ 5 €';
  expect(cleanText(text)).toBe(text);
});
