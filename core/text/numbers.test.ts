import { expect, it } from 'vitest';
import { numbersIn, numberValue, stepOf, writeLike } from './numbers.ts';
import { measuresIn } from './units.ts';

it.each([
  ['lock for 15 minutes', ['15']],
  ['three times', ['3']],
  ['twice', ['2']],
  ['a third time', ['3']],
  ['one of the first two', ['2']],
  ['16.0 °C', ['16']],
  ['1,000 rows', ['1000']],
  ['19.99EUR and 500ms', ['19.99', '500']],
  ['10-20 items', ['10', '20']],
  ['REQ-7, C-104 and sha256', []],
])('numbersIn(%s)', (text, numbers) => {
  expect(numbersIn(text)).toEqual(numbers);
});

it('numberValue() reads words, digits and thousands, and nothing else', () => {
  expect(['three', '1,000', '0.5', '−4', 'many', 'v2'].map(numberValue)).toEqual([
    3,
    1000,
    0.5,
    -4,
    undefined,
    undefined,
  ]);
});

it('stepOf() is the last digit as written', () => {
  expect(['16', '16.0', '0.05', '1,000'].map(stepOf)).toEqual([1, 0.1, 0.01, 1]);
});

it('writeLike() keeps the manner of the original', () => {
  expect([writeLike(2, 'three'), writeLike(15.9, '16.0'), writeLike(999, '1,000'), writeLike(1001, '1,000')]).toEqual([
    'two',
    '15.9',
    '999',
    '1,001',
  ]);
});

it('measuresIn() brings spellings of a unit together', () => {
  expect(measuresIn('within 15 minutes or 15min, 500ms, 20 EUR, €20, 30 %')).toEqual([
    '15 min',
    '500 ms',
    '20 EUR',
    '30 %',
  ]);
  expect(measuresIn('three apples')).toEqual([]);
});
