const numberWords = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
] as const;
const ordinals = [
  'zeroth',
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
  'eleventh',
  'twelfth',
] as const;
const multiples: Record<string, number> = {
  once: 1,
  twice: 2,
  thrice: 3,
  single: 1,
  dozen: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
  hundred: 100,
  thousand: 1000,
};

/** A number as the source of a pattern: digits with thousands and decimals, or a word up to twelve. */
export const numberPattern = String.raw`[-−+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:[.,]\d+)?|(?:${numberWords.join('|')})\b`;

/** `three` → 3, `1,000` → 1000, `0.5` → 0.5; undefined for anything else. */
export function numberValue(text: string): number | undefined {
  const lower = text.toLowerCase();
  const word = numberWords.findIndex((name) => name === lower);
  if (word >= 0) return word;
  if (Object.hasOwn(multiples, lower)) return multiples[lower];
  const digits = /^\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?$/.test(text) ? text.replaceAll(/[, ]/g, '') : text.replace(',', '.');
  return /^[-−+]?\d+(?:\.\d+)?$/.test(digits) ? Number(digits.replace('−', '-')) : undefined;
}

/** The smallest step of a number as written: `16` → 1, `16.0` → 0.1, `0.05` → 0.01. */
export function stepOf(text: string): number {
  const decimals = /[.,](\d+)$/.exec(text.replaceAll(/[,](?=\d{3}(?:\D|$))/g, ''))?.[1]?.length ?? 0;
  return Number(`1e-${decimals}`);
}

/** Writes a neighbour of a number in the manner of the original: words stay words, decimals keep their count. */
export function writeLike(value: number, original: string): string {
  if (numberValue(original) !== undefined && /^[a-z]+$/i.test(original) && Number.isInteger(value)) {
    return numberWords[value] ?? String(value);
  }
  const decimals = /[.](\d+)$/.exec(original)?.[1]?.length ?? 0;
  const fixed = value.toFixed(Math.max(decimals, 0));
  return /\d,\d{3}/.test(original) ? fixed.replaceAll(/\B(?=(\d{3})+(?!\d))/g, ',') : fixed;
}

/** Han characters are no part of an identifier: "低于20%" holds a number. */
export const spaced = (text: string): string =>
  /\p{Script=Han}\d/u.test(text) ? text.replaceAll(/(?<=\p{Script=Han})(?=\d)/gu, ' ') : text;

/** Every number that a text states, as canonical decimal strings: digits, number words, ordinals, `twice`. */
export function numbersIn(written: string): string[] {
  const text = spaced(written);
  const found: string[] = [];
  // Digits that are part of an identifier (REQ-7, MP3, sha256) are not numbers.
  for (const match of text.matchAll(
    /(?<![\p{L}\d_#.]|\p{L}-)(?:\d{1,3}(?:,\d{3})+|\d+)(?:[.,]\d+)?(?![\p{L}]?\d{0,9}-?[\p{Lu}_]{2,9}\d)/gu,
  )) {
    const value = numberValue(match[0]) ?? numberValue(match[0].replace(',', '.'));
    if (value !== undefined) found.push(String(value));
  }
  for (const word of text.toLowerCase().match(/[a-z]+/g) ?? []) {
    const ordinal = ordinals.findIndex((name) => name === word);
    // `one` is an article as often as a number, and `second` a unit: neither can be a false number.
    if (ordinal > 2) found.push(String(ordinal));
    else if (word !== 'one' && word !== 'single') {
      const value = numberValue(word);
      if (value !== undefined) found.push(String(value));
    }
  }
  return [...new Set(found)];
}
