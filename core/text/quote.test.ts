import { describe, expect, it } from 'vitest';
import { lineAt } from './lines.ts';
import { quoteRange } from './quote.ts';

// Clean text `Lock the door & go`: markup, a wrapped line and an entity lie between its words.
const document = { text: 'x\n**Lock** the\n  door &amp; go' };
const runs = [
  { at: 0, start: 4, length: 4 },
  { at: 4, start: 10, length: 5 },
  { at: 9, start: 17, length: 5 },
  { at: 14, start: 22, length: 1 },
  { at: 15, start: 27, length: 3 },
];

describe('quoteRange', () => {
  it.each([
    ['a word inside markup', 0, 4, 'Lock', 2],
    ['words with markup between', 0, 8, 'Lock** the', 2],
    ['words on two lines', 5, 13, 'the\n  door', 2],
    ['an entity at the end', 9, 15, 'door &amp;', 3],
    ['the second line', 16, 18, 'go', 3],
  ])('quotes %s', (...[, from, to, quote, line]) => {
    const evidence = quoteRange(document, { text: '', runs }, { from, to });
    expect(evidence).toMatchObject({ quote, line });
    expect(document.text.slice(evidence?.start, evidence?.end)).toBe(quote);
  });

  it.each([
    ['an empty range', 3, 3],
    ['a range behind the text', 40, 50],
  ])('gives nothing for %s', (_, from, to) => {
    expect(quoteRange(document, { text: '', runs }, { from, to })).toBeUndefined();
  });

  it('gives nothing for words that are not in the file', () => {
    const clean = { text: 'Lock', runs: [{ at: 0, start: 0, length: 1 }] };
    expect(quoteRange(document, clean, { from: 1, to: 3 })).toBeUndefined();
  });

  it('decodes where the document encodes its text, and covers the encoded span', () => {
    const raw = '{"text":"Lock\\nthe door"}';
    const encoded = { text: raw, encoded: true };
    const clean = { text: 'Lock the door', runs: [{ at: 0, start: 9, length: 13, span: 14 }] };
    const evidence = quoteRange(encoded, clean, { from: 5, to: 13 });
    expect(evidence).toEqual({ quote: 'the door', line: 1, start: 9, end: 23 });
  });
});

describe('lineAt', () => {
  it('counts each kind of line ending once', () => {
    const text = { text: 'a\nb\r\nc\rd' };
    expect([0, 1, 2, 4, 5, 7].map((offset) => lineAt(text, offset))).toEqual([1, 1, 2, 2, 3, 4]);
  });
});
