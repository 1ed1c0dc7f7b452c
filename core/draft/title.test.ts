import { expect, it } from 'vitest';
import { titleFrom } from './title.ts';

it('adds circumstances as long as they fit', () => {
  expect(titleFrom('open', ['the card is valid', 'the PIN is correct'])).toBe(
    'Open when the card is valid and the PIN is correct',
  );
  const long = 'the operator has acknowledged every open warning of the last shift';
  expect(titleFrom('start the pump', [long, 'the tank is full'])).toBe(`Start the pump when ${long}`);
});

it('cuts a long title where a phrase starts', () => {
  expect(
    titleFrom(
      'show the names of all open orders of the customer, their delivery dates and the total price with taxes',
      [],
    ),
  ).toBe('Show the names of all open orders of the customer, their delivery dates…');
});

it('cuts a long title between words where no phrase starts', () => {
  const title = titleFrom(`print ${'overlongword '.repeat(12)}`, []);
  expect(title.length).toBeLessThanOrEqual(90);
  expect(title).toMatch(/overlongword…$/);
});
