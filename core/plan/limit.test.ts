import { describe, expect, it } from 'vitest';
import { findLimit } from './limit.ts';

describe('findLimit()', () => {
  it.each([
    ['a target temperature between 16 °C and 30 °C', ['16 °C', '30 °C']],
    ['from 16.0 to 30.0 °C', ['16.0 °C', '30.0 °C']],
    ['3-20 characters', ['3 characters', '20 characters']],
    ['a PIN of 4 to 6 digits', ['4 digits', '6 digits']],
  ])('reads the range in "%s"', (text, ends) => {
    const limit = findLimit(text);
    expect(limit?.kind === 'range' && [limit.low.text, limit.high.text]).toEqual(ends);
  });

  it.each([
    ['have at least 12 characters', 'at_least', '12 characters'],
    ['not exceed 10 MB', 'at_most', '10 MB'],
    ['the temperature exceeds 90 °C', 'more_than', '90 °C'],
    ['the pressure falls below 2.5 bar', 'less_than', '2.5 bar'],
    ['18 years or older', 'at_least', '18 years'],
    ['at least €20', 'at_least', '20 €'],
    ['>= 5', 'at_least', '5'],
    ['store at most 32 fault codes', 'at_most', '32 fault codes'],
    ['passengers aged 65 or older', 'at_least', '65'],
    ['children under 6 travel free', 'less_than', '6'],
    ['parcels heavier than 30 kg', 'more_than', '30 kg'],
    ['has exactly one owner', 'exactly', 'one owner'],
  ])('reads the bound in "%s"', (text, bound, at) => {
    const limit = findLimit(text);
    expect(limit?.kind === 'bound' && [limit.bound, limit.at.text]).toEqual([bound, at]);
  });

  it('reads a range over two units of time', () => {
    expect(findLimit('between 15 minutes and 8 hours')).toMatchObject({ kind: 'range', high: { text: '8 hours' } });
  });

  it('ends before a word that is no unit', () => {
    const text = 'children under 6 travel free';
    const limit = findLimit(text);
    expect(limit && text.slice(limit.from, limit.to)).toBe('under 6');
  });

  it.each(['REQ-7 is fine', 'within 2 s', 'show 5 results', 'three times'])('finds none in "%s"', (text) => {
    expect(findLimit(text)).toBeUndefined();
  });
});
