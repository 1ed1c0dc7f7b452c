import { expect, it } from 'vitest';
import { findWindow } from './moment.ts';

it.each([
  ['between 08:00 and 18:00', '08:00 18:00', '07:59 18:01'],
  ['from 9:00 to 17:30', '9:00 17:30', '8:59 17:31'],
  ['from 8 am to 5 pm', '8 am 5 pm', '7:59 am 5:01 pm'],
  ['between 00:00 and 23:59', '00:00 23:59', '23:59 00:00'],
  ['until 31 December 2026', '31 December 2026', '1 January 2027'],
  ['until 28 February', '28 February', '1 March'],
  ['until 28 February 2028', '28 February 2028', '29 February 2028'],
  ['until 31 December', '31 December', '1 January'],
  ['before 1 January 2027', '31 December 2026', '1 January 2027'],
  ['before 1 May', '30 April', '1 May'],
  ['after 2026-12-31', '2027-01-01', '2026-12-31'],
  ['since March 1, 2027', 'March 1, 2027', 'February 28, 2027'],
])('findWindow(%s) knows the last moment inside and the first one outside', (text, inside, outside) => {
  const window = findWindow(text);
  const points = [window?.first, window?.last].filter((point) => point !== undefined);
  expect(points.map((point) => point.inside).join(' ')).toBe(inside);
  expect(points.map((point) => point.outside).join(' ')).toBe(outside);
});

it.each([
  'between 8 and 18 characters',
  'until the lid is closed',
  'after 10 minutes',
  'at 25:99',
  'until 31 February',
  'until 2026-13-01',
  'from May to June',
])('finds no window in "%s"', (text) => {
  expect(findWindow(text)).toBeUndefined();
});
