import { expect, it } from 'vitest';
import { alternatives } from './alternatives.ts';

it.each([
  ['the door is open, broken or unlocked', ['the door is open', 'the door is broken', 'the door is unlocked']],
  ['the note holds a name or a date', ['the note holds a name', 'the note holds a date']],
  ['the claim is a copy or lacks a stamp', ['the claim is a copy', 'the claim lacks a stamp']],
  ['the lamp is either red or green', ['the lamp is red', 'the lamp is green']],
])('alternatives(%s)', (clause, expected) => {
  expect(alternatives(clause)).toEqual(expected);
});

it.each([
  'the sensor fails or the signal is lost',
  'the tank is 5 or more percent full',
  'the guest is aged 65 or older',
  'the door or the window is open',
  'the order is in state open or held for review',
  'the door is open',
])('leaves "%s" whole', (clause) => {
  expect(alternatives(clause)).toBeUndefined();
});
