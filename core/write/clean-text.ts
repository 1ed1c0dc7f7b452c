/**
 * A model's text on one line without what readers cannot see: control characters, bidirectional and zero-width marks,
 * halves of surrogate pairs.
 */
export const cleanText = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[\s\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\u{FFFD}]/gu, '')
    .replace(/ {2,}/g, ' ')
    .trim();
