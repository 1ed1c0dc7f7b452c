import { expect, it } from 'vitest';
import { planText } from '../../fixtures/plan-text.ts';

const titles = (...statements: string[]) =>
  planText(statements.map((text, index) => `- REQ-${index + 1}: ${text}`).join('\n'))
    .drafts.filter(({ requirement }) => requirement.id === 'REQ-2')
    .map(({ case: { steps } }) => steps[0]);

it.each([
  [
    'The shop shall print one receipt for each sale.',
    'The receipt must have at most 30 lines.',
    ['Measure how many lines the receipt has'],
  ],
  [
    'When a run ends, casewright shall write a message to the log.',
    'The message shall have at most 200 characters.',
    ['Measure how many characters the message has'],
  ],
])('what the system makes is measured: %s', (making, limiting, steps) => {
  expect(titles(making, limiting)).toEqual(steps);
});

it.each([
  [
    'When a guest submits a review, the shop shall publish the review.',
    'The review shall have at most 500 characters.',
  ],
  ['A member shall write one review for each stay.', 'The review shall have at most 500 characters.'],
  ['The shop shall show the stars.', 'The title must have at most 500 characters.'],
])('what people give is entered: %s', (giving, limiting) => {
  const noun = limiting.split(' ')[1];
  expect(titles(giving, limiting)).toEqual([
    `Enter the ${noun} with 500 characters`,
    `Enter the ${noun} with 501 characters`,
  ]);
});
