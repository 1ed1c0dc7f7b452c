import { expect, it } from 'vitest';
import { planText } from '../../fixtures/plan-text.ts';

it('keeps all rows of a table of four conditions', () => {
  const { plan } = planText(
    '**R-1** If the lid is open and the key is absent and the tank is empty and the lamp is on, the pump shall stop; otherwise it shall run.\n',
  );
  expect(plan.coverage_items.length).toBe(16);
  expect(plan.coverage_items.filter(({ statement }) => !statement.endsWith('(redundant)')).length).toBe(5);
  expect(plan.findings.map(({ rule }) => rule)).not.toContain('too_many_items');
});

it('keeps sixteen items of a statement, and says that it left some out', () => {
  const letters =
    'alpha, bravo, charlie, delta, echo, foxtrot, golf, hotel, india, juliet, kilo, lima, mike, november, oscar, papa, quebec';
  const { plan } = planText(`**R-1** The export shall support the formats ${letters} and romeo.\n`);
  expect(plan.coverage_items.length).toBe(16);
  expect(plan.findings).toContainEqual(expect.objectContaining({ rule: 'too_many_items', requirement_id: 'R-1' }));
});

it('tries one factor at a time where there are more than four', () => {
  const { plan, drafts } = planText(
    '**R-1** The lock opens only if the card is valid, the PIN is correct, the door is closed, the alarm is off and the guard is present.\n',
  );
  expect(plan.coverage_items.map(({ type }) => type).join(' ')).toBe(
    'positive negative negative negative negative negative',
  );
  expect(drafts.every((draft) => draft.case.test_data['combinations'] === 'one factor at a time')).toBe(true);
});
