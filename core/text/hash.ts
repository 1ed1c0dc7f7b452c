import { hash } from 'node:crypto';

/** Most text needs nothing of all this: one line of ASCII. */
const plain = /^[\x20-\x7e]*$/;
const marker = /^ *(?:[-*+]|\d{1,9}[.)]) /;
const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/**
 * Brings text to the form in which only content is left: white space, typography, zero-width characters and list
 * markers at the start of a line are gone; words, numbers, case and negation stay.
 */
function normaliseContent(text: string): string {
  if (plain.test(text) && !text.includes('  ') && !marker.test(text)) return text.trim();
  return (
    text
      // NFKC would make 10² and 102 the same number.
      .replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹]/g, (digit) => `^${superscripts.indexOf(digit)}`)
      .normalize('NFKC')
      .replace(/[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]/g, (mark) =>
        /[\u2028\u2029]/.test(mark) ? ' ' : '',
      )
      .replace(/[‘’‚‛′‹›]/g, "'")
      .replace(/[“”„‟″«»]/g, '"')
      .replace(/[‐‑‒–—―−]/g, '-')
      .replace(/^[ \t]*(?:[-*+•]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?/gm, '')
      .replace(/\s+/g, ' ')
      .trim()
  );
}

/** First 16 hex digits of the SHA-256 of the normalised text: two texts share it when they say the same in the same words. */
export function contentHash(text: string): string {
  return hash('sha256', normaliseContent(text), 'hex').slice(0, 16);
}
