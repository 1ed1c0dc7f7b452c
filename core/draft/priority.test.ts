import { expect, it } from 'vitest';
import { planText } from '../../fixtures/plan-text.ts';

const priorities = (text: string) => planText(text).drafts.map(({ case: { priority } }) => priority);

it.each([
  ['**R-1** The system shall show the balance.', ['high']],
  ['**R-1** The system should show the balance.', ['medium']],
  ['**R-1** The system may show the balance.', ['low']],
  ['**R-1** (Priority: critical) The system may show the balance.', ['critical']],
  ['**R-1** (Priority: P3) The system shall show the balance.', ['low']],
  ['**R-1** (ASIL D) The system should show the balance.', ['critical']],
  ['**R-1** (ASIL B) The system should show the balance.', ['high']],
  ['**R-1** A password must have at least 12 characters.', ['medium', 'medium']],
  ['**R-1** (ASIL B) A password must have at least 12 characters.', ['high', 'high']],
])('%s', (text, expected) => {
  expect(priorities(`${text}\n`)).toEqual(expected);
});
