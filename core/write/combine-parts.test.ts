import { expect, it } from 'vitest';
import type { Wording } from '../types.ts';
import { combineParts } from './combine-parts.ts';

const draft: Wording = {
  title: 'Lock the account',
  preconditions: [],
  steps: ['Submit a wrong password three times', 'Look at the account'],
  expected_result: 'The system locks the account.',
  test_data: { duration: '30 minutes' },
};

it('puts parts together with the rest of the draft, most of the new words first', () => {
  const wordings = combineParts(draft, {
    test_data: { password: 'Sunflower-77' },
    preconditions: ['The account is open'],
    steps: ['Submit {password} three times'],
  });
  expect(
    wordings.map(({ preconditions, steps, test_data }) => [preconditions.length, steps[0], Object.keys(test_data)]),
  ).toEqual([
    [1, 'Submit {password} three times', ['password', 'duration']],
    [0, 'Submit {password} three times', ['password', 'duration']],
    [1, 'Submit a wrong password {password} three times', ['password', 'duration']],
    [0, 'Submit a wrong password {password} three times', ['password', 'duration']],
    [1, 'Submit a wrong password three times', ['duration']],
  ]);
});

it('keeps the expected result and the values of the draft, and drops values that nothing uses', () => {
  const wordings = combineParts(draft, { test_data: { duration: '5 minutes', colour: 'blue' }, steps: ['Wait'] });
  for (const { expected_result, test_data } of wordings) {
    expect([expected_result, test_data]).toEqual([draft.expected_result, draft.test_data]);
  }
  expect(wordings).toHaveLength(1);
});

it('offers a new title beside the old one, and nothing where nothing is new', () => {
  const titles = combineParts(draft, { test_data: {}, steps: ['Wait'], title: 'Lock it' }).map(({ title }) => title);
  expect(titles).toEqual(['Lock it', 'Lock it', 'Lock the account']);
  expect(combineParts(draft, { test_data: {} })).toEqual([]);
});
