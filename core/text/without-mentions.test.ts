import { expect, it } from 'vitest';
import { planText } from '../../fixtures/plan-text.ts';

const testable = (statement: string) => planText(`- REQ-1: ${statement}\n`).plan.requirements[0]?.testable;

it.each([
  'If a field holds "TBC", the form shall mark the field.',
  'If a title contains `TBD`, the linter shall warn.',
  'The reader shall list each sentence with `state: TBD` as open.',
  'The reader shall count a `???` as one mark.',
  'The importer shall treat `[NEEDS CLARIFICATION]` as a question.',
])('a mark that is only spoken of leaves nothing open: %s', (statement) => {
  expect(testable(statement)).toBe('yes');
});

it.each([
  'The limit shall be TBD.',
  'The `order` event shall be sent within TBD seconds of the `pay` event.',
  'The page shall say "ready" after TBD seconds.',
  'The list shall hold [NEEDS CLARIFICATION: how many?] rows.',
])('a mark that is used leaves something open: %s', (statement) => {
  expect(testable(statement)).toBe('needs_clarification');
});
