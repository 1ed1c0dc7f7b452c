import { describe, expect, it } from 'vitest';
import { findCount, findDeadline, findDuration, findLimit, oneLess, resolutionNote, stepped } from './quantity.ts';

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
  ])('reads the bound in "%s"', (text, bound, at) => {
    const limit = findLimit(text);
    expect(limit?.kind === 'bound' && [limit.bound, limit.at.text]).toEqual([bound, at]);
  });

  it.each(['REQ-7 is fine', 'within 2 s', 'show 5 results', 'three times'])('finds none in "%s"', (text) => {
    expect(findLimit(text)).toBeUndefined();
  });
});

it('stepped() moves by the last digit, by cents for money', () => {
  const at = (text: string) => {
    const limit = findLimit(`at least ${text}`);
    if (limit?.kind !== 'bound') throw new Error(`No bound in ${text}`);
    return limit.at;
  };
  expect(stepped(at('20 EUR'), -1).text).toBe('19.99 EUR');
  expect(stepped(at('16.0 °C'), -1).text).toBe('15.9 °C');
  expect(stepped(at('2 characters'), -1).text).toBe('1 character');
  expect(resolutionNote(at('5 files'))).toBe('1 file (assumed)');
});

it('finds times and counts', () => {
  expect(findDeadline('show the results within 2 s')?.at.text).toBe('2 s');
  expect(findDeadline('be refunded in less than 3 days')?.at.text).toBe('3 days');
  expect(findDuration('lock the account for 15 minutes')?.at.text).toBe('15 minutes');
  expect(findDuration('search for two users')).toBeUndefined();
  const counts = ['submits a wrong password three times', 'after 5 consecutive failures', 'enters the code twice'].map(
    findCount,
  );
  expect(counts.map((count) => count && oneLess(count))).toEqual(['two', '4', 'once']);
});
