import { expect, it } from 'vitest';
import { isState, negateClause, splitCombined } from './clause.ts';

it.each([
  ['the card is valid', 'the card is invalid'],
  ['the fee is unpaid', 'the fee is paid'],
  ['the windscreen is dry', 'the windscreen is wet'],
  ['the tank is full', 'the tank is not full'],
  ['no heartbeat is received', 'a heartbeat is received'],
  ['no address is given', 'an address is given'],
  ['no model answers', 'a model answers'],
  ['no users are online', 'users are online'],
  ['the tank has no water', 'the tank has water'],
  ['the key fits no lock', 'the key fits a lock'],
  ['the log contains no known errors', 'the log contains known errors'],
  ['the item is neither new nor sold', 'the item is new or sold'],
  ['the permit is no longer valid', 'the permit is still valid'],
  ['nothing is received', 'something is received'],
  ['the frame overlaps the margin', 'the frame does not overlap the margin'],
  ['the lamp dimples the plate', 'the lamp does not dimple the plate'],
  ['the user has chosen manual mode', 'the user has not chosen manual mode'],
  ['the tank has a leak', 'the tank does not have a leak'],
  ['the user presses Save', 'the user does not press Save'],
  ['users select a plan', 'users do not select a plan'],
  ['the door is not closed', 'the door is closed'],
  ['the account does not exist', 'the account exists'],
  ['the user cannot pay', 'the user can pay'],
  ['its type is not PNG', 'its type is PNG'],
  ['recording', undefined],
])('negateClause(%s)', (clause, opposite) => {
  expect(negateClause(clause)).toBe(opposite);
});

it('splitCombined() splits clauses, never what is inside one', () => {
  expect(splitCombined('the card is valid and the balance is at least 20 EUR').parts).toHaveLength(2);
  expect(splitCombined('the sensor fails or the signal is lost')).toEqual({
    parts: ['the sensor fails', 'the signal is lost'],
    joined: 'or',
  });
  expect(splitCombined('the door is open or unlocked').parts).toEqual(['the door is open or unlocked']);
});

it('isState() tells what lasts from what happens', () => {
  expect(
    ['the door is open', 'the vehicle is moving', 'the project does not exist', 'the door is locked'].map(isState),
  ).toEqual([true, true, true, true]);
  expect(['the user logs in', 'a parcel is received', 'the button is pressed', 'login'].map(isState)).toEqual([
    false,
    false,
    false,
    false,
  ]);
});
