import { expect, it } from 'vitest';
import { isLooping } from './detect-loop.ts';

it.each([
  ['one character without end', `{"title":"${'a'.repeat(200)}`],
  ['a phrase without end', `{"title":"${'wait and see, '.repeat(20)}`],
  ['blanks without end', `{"title":"x"}${' \n'.repeat(30)}`],
  [
    'five equal items',
    `{"steps":[${'"Send a message whose checksum is invalid to the gateway and look whether it is forwarded",'.repeat(5)}`,
  ],
])('finds %s', (_, text) => {
  expect(isLooping(text)).toBe(true);
});

it('takes an ordinary answer for none', () => {
  const text = JSON.stringify(
    {
      case_1: {
        steps: ['Enter a code', 'Enter a code', 'Enter another code'],
        test_data: [],
        title: 'Open the locker',
      },
      case_2: { steps: ['Enter a code', 'Pull the door of the locker'], test_data: [], title: 'Keep the locker shut' },
    },
    undefined,
    2,
  );
  const looping = Array.from(text, (_, end) => isLooping(text.slice(0, end + 1)));
  expect(looping).not.toContain(true);
});
