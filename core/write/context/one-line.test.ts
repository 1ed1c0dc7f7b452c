import { expect, it } from 'vitest';
import { firstSentence, oneLine } from './one-line.ts';

it('folds white space and drops what nobody sees', () => {
  expect(oneLine(' a\n\tb\u2028c \u200bd\u{e0041} ', 20)).toBe('a b c d');
});

it('cuts at a word, and within a word that is too long, never through a character', () => {
  expect(oneLine('one two three', 9)).toBe('one two…');
  expect(oneLine('x'.repeat(50), 10)).toBe(`${'x'.repeat(9)}…`);
  expect(oneLine('👍'.repeat(9), 6)).toBe('👍👍…');
  expect(oneLine('exactly', 7)).toBe('exactly');
});

it.each([
  ['The door opens. It closes.', 'The door opens.'],
  ['Wait 2.5 s, e.g. at night. Then go.', 'Wait 2.5 s, e.g. at night.'],
  ['No end', 'No end'],
  ['网关转发消息。然后停止。', '网关转发消息。'],
])('finds the first sentence of "%s"', (text, sentence) => {
  expect(firstSentence(text, 100)).toBe(sentence);
});
