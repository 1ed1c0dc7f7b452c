import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Wording } from '../types.ts';
import { findSlots, withSlots } from './find-slots.ts';

const wording = (more: Partial<Wording>): Wording => ({
  title: 'A title',
  preconditions: [],
  steps: [],
  expected_result: 'It works.',
  test_data: {},
  ...more,
});

const filled = (step: string): string | undefined =>
  withSlots(
    wording({ steps: [step] }),
    Object.fromEntries(findSlots(wording({ steps: [step] })).map(({ name }) => [name, 'x'])),
  ).steps[0];

it.each([
  ['Submit a wrong password three times', 'Submit a wrong password {password} three times'],
  ['As the administrator, delete a project', 'As the administrator, delete a project {project}'],
  ['Enter an e-mail address and a user name', 'Enter an e-mail address {email_address} and a user name {user_name}'],
  [
    'Give the gateway a message whose checksum is invalid',
    'Give the gateway a message {message} whose checksum is invalid',
  ],
  ['Cancel an order that has not shipped', 'Cancel an order {order} that has not shipped'],
])('has a place for a value: %s', (step, expected) => {
  expect(filled(step)).toBe(expected);
});

it.each([
  ['what is observed', 'Look at the message'],
  ['a verb', 'Order again, then message the shop'],
  ['a compound', 'Open the password field'],
  ['what is not there', 'Submit the form without a password'],
  ['what is said to be empty', 'Submit an empty password'],
  ['what the text tells itself', 'Enter a password with 12 characters'],
  ['a quoted value', 'Enter the title "Moby Dick"'],
  ['many of them', 'Upload three photos'],
  ['a person', 'As the user, sign in'],
])('has no place for a value: %s', (_, step) => {
  expect(filled(step)).toBe(step);
});

it('leaves out names that the draft has a value for, and takes at most three', () => {
  const steps = ['Enter a title, a name, a comment, a price and a date'];
  expect(findSlots(wording({ steps })).map(({ name }) => name)).toEqual(['comment', 'name', 'title']);
  expect(findSlots(wording({ steps: ['Enter a date'], test_data: { date: '1 May' } }))).toEqual([]);
});

it('changes nothing but inserting the names, whatever the text', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.constantFrom('a', 'the', 'password', 'file', 'with', 'Enter', ',', '12', 'e-mail address', '{x}', '"'),
        {
          maxLength: 20,
        },
      ),
      (parts) => {
        const draft = wording({ steps: [parts.join(' ')] });
        const names = findSlots(draft).map(({ name }) => name);
        const [step = ''] = withSlots(draft, Object.fromEntries(names.map((name) => [name, 'v']))).steps;
        expect(names.reduce((text, name) => text.replace(` {${name}}`, ''), step)).toBe(draft.steps[0]);
        expect(withSlots(draft, {})).toEqual(draft);
      },
    ),
    { numRuns: 300 },
  );
});

it('reads a long hostile text in linear time', () => {
  const draft = wording({ steps: ['a big red '.repeat(50_000)] });
  expect(findSlots(draft)).toEqual([]);
});
