import { describe, expect, it } from 'vitest';
import { withoutHidden } from './hidden.ts';

describe('withoutHidden()', () => {
  it.each(['\u202e', '\u200b', '\u200d', '\u2066', '\ufeff', '\u0007', '\u0085', '\u00ad', '\u{e0041}', '\u2028'])(
    'takes %j out of a word',
    (character) => {
      expect(withoutHidden(`pass${character}word`)).toBe('password');
    },
  );

  it.each(['a  b\n\tc', '👩‍💻 ❤️‍🔥 👩🏽‍💻', 'می‌خواهم', 'क्‍ष', 'Grüße, 中文, “x”', ' '])('leaves %j as it is', (text) => {
    expect(withoutHidden(text)).toBe(text);
  });
});
