import { describe, expect, it } from 'vitest';
import { contentHash } from './hash.ts';

const base = 'The system shall lock the "main" door - within 15 s... for 10 users';

describe('contentHash', () => {
  // PAR-5
  it.each([
    ['white space', 'The  system shall\tlock the "main" door - within 15 s... for 10 users '],
    ['wrapping', 'The system shall lock\r\n  the "main" door - within\n15 s... for 10 users'],
    ['typographic quotes, dash and ellipsis', 'The system shall lock the “main” door – within 15 s… for 10 users'],
    [
      'no-break and zero-width spaces',
      'The system shall lock the "main" door - within 15\u00a0s... for\u200b 10 users',
    ],
    ['a list marker', '- The system shall lock the "main" door - within 15 s... for 10 users'],
    [
      'an ordered list marker with a checkbox',
      '12. [x] The system shall lock the "main" door - within 15 s... for 10 users',
    ],
  ])('does not see a change of %s', (_, text) => {
    expect(contentHash(text)).toBe(contentHash(base));
  });

  it.each([
    ['a word', base.replace('door', 'gate')],
    ['a number', base.replace('15', '16')],
    ['a negation', base.replace('shall', 'shall not')],
    ['case', base.replace('The', 'THE')],
    ['the order', base.replace('lock the "main" door', 'door the "main" lock')],
  ])('sees a change of %s', (_, text) => {
    expect(contentHash(text)).not.toBe(contentHash(base));
  });

  it('keeps a superscript apart from the same digit', () => {
    expect(contentHash('at most 10² items')).not.toBe(contentHash('at most 102 items'));
  });

  it('has sixteen hex digits', () => {
    expect(contentHash('')).toMatch(/^[0-9a-f]{16}$/);
  });
});
