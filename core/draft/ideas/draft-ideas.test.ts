import { describe, expect, it } from 'vitest';
import { checkCase } from '../../check/check-case.ts';
import { parseDocument } from '../../parse/parse-document.ts';
import { planDocument } from '../../plan/plan-document.ts';
import { draftIdeas } from './draft-ideas.ts';

function ideas(text: string) {
  const document = parseDocument({ path: 'a.md', text: `US-1 ${text}` });
  const plan = planDocument(document);
  const [requirement] = plan.requirements;
  if (!requirement) throw new Error(`no requirement in: ${text}`);
  const found = draftIdeas(requirement, { known: plan.demands, asked: plan.questions.length });
  for (const { case: each, demand } of found)
    expect([each.title, checkCase(each, { document, requirement, demand }).failures]).toEqual([each.title, []]);
  return { found, total: found.length + plan.demands.length + plan.questions.length };
}

const stories = [
  ['As a customer, I want to cancel my order, so that I am not charged.', ['foreign', 'repeated', 'gone']],
  ['As a customer, I want to pay for my basket by card.', ['declined', 'repeated', 'interrupted']],
  ['As an author, I want to upload a photo, so that readers see it.', ['wrong_kind', 'interrupted']],
  ['As a visitor, I want to search products by name.', ['empty', 'none']],
  ['As a reader, I want to write a comment below an article.', ['empty', 'too_long']],
  ['As a recipient, I want to redeem a voucher.', ['repeated', 'expired']],
  ['As an editor, I want to edit a page.', ['concurrent', 'gone']],
  ['As a patient, I want to book an appointment.', ['repeated', 'concurrent', 'clock_change']],
  ['As a manager, I want to see the orders of my team.', ['none']],
  ['As a driver, I want to hear a warning.', []],
] as const;

describe('draftIdeas()', () => {
  it.each(stories)('chooses for "%s" what may go wrong there', (text, keys) => {
    expect(ideas(text).found.map(({ key }) => key)).toEqual(keys);
  });

  it.each(stories)('leaves three to eight cases and questions for "%s"', (text) => {
    const { total } = ideas(text);
    expect(total).toBeGreaterThanOrEqual(3);
    expect(total).toBeLessThanOrEqual(8);
  });

  it('marks an idea as inferred and lets it cover nothing', () => {
    const [first] = ideas('As a customer, I want to cancel an order.').found;
    expect(first?.case).toEqual(
      expect.objectContaining({
        id: 'TC-US-1-i1',
        title: 'Cancel the order a second time right away',
        steps: ['Cancel the order', 'At once, cancel the order a second time', 'Look at the order'],
        expected_result: 'The second attempt changes nothing about the order.',
        technique: 'error_guessing',
        inferred: true,
        coverage_items: [],
      }),
    );
  });

  it.each([
    'When the user submits an invalid password three times, the system shall lock the account.',
    'The controller shall keep the valve closed.',
    'While the vehicle is moving, the controller shall keep all doors locked.',
    'The gateway shall not forward a message whose checksum is invalid.',
    'The search page shall show the results within 2 s.',
  ])('guesses nothing about "%s"', (text) => {
    expect(ideas(text).found).toEqual([]);
  });
});
