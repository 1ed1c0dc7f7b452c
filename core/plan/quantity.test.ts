import { expect, it } from 'vitest';
import { findLimit } from './limit.ts';
import { resolutionNote, stepped } from './quantity.ts';

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
