import { expect, it } from 'vitest';
import { baseForm, isParticiple, isThirdPerson, pastParticiple, thirdPerson } from './verbs.ts';

it.each([
  ['lock', 'locks', 'locked'],
  ['notify', 'notifies', 'notified'],
  ['press', 'presses', 'pressed'],
  ['stop', 'stops', 'stopped'],
  ['cancel', 'cancels', 'cancelled'],
  ['delete', 'deletes', 'deleted'],
  ['display', 'displays', 'displayed'],
  ['reset', 'resets', 'reset'],
  ['send', 'sends', 'sent'],
  ['be', 'is', 'been'],
  ['go', 'goes', 'gone'],
])('conjugates %s', (base, third, participle) => {
  expect([thirdPerson(base), pastParticiple(base)]).toEqual([third, participle]);
  expect(baseForm(third)).toBe(base);
  expect(baseForm(participle)).toBe(base);
});

it('baseForm() knows every form of a verb and no noun', () => {
  expect(['stopping', 'using', 'left', 'were', 'Submits'].map(baseForm)).toEqual([
    'stop',
    'use',
    'leave',
    'be',
    'submit',
  ]);
  expect(['temperature', 'prices', ''].map(baseForm)).toEqual([undefined, undefined, undefined]);
});

it('tells third person and participle apart', () => {
  expect([isThirdPerson('locks'), isThirdPerson('lock'), isThirdPerson('cars')]).toEqual([true, false, false]);
  expect([isParticiple('sent'), isParticiple('sends'), isParticiple('locked')]).toEqual([true, false, true]);
});
