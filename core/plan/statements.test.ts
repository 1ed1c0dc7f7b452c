import { expect, it } from 'vitest';
import { planFixture } from '../../fixtures/plan-text.ts';

const { plan, drafts } = planFixture('statements.md');

it('derives from each statement what was read and approved', async () => {
  const lines = plan.requirements.flatMap(({ id, text }) => [
    `${id} ${text}`,
    ...plan.coverage_items
      .filter((item) => item.requirement_id === id)
      .map((item) => {
        const draft = drafts.find(({ demand }) => demand.item.id === item.id)?.case;
        const question = plan.questions.find(({ coverage_item }) => coverage_item === item.id);
        if (!draft) return `  ? ${question?.text}`;
        const steps = [...draft.preconditions.map((text) => `(${text})`), ...draft.steps].join(' / ');
        return `  ${item.type}: ${steps} -> ${draft.expected_result}`;
      }),
  ]);
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('../../fixtures/statements.plan.txt');
});

it('writes drafts that pass every check', () => {
  const failing = drafts.filter(({ verdict }) => verdict.failures.length > 0);
  expect(failing.map(({ case: { id }, verdict }) => [id, verdict.failures])).toEqual([]);
});

it('stays within what a reviewer would keep', () => {
  expect(plan.coverage_items.length / plan.requirements.length).toBeLessThan(3);
  for (const { id } of plan.requirements) {
    expect(plan.coverage_items.filter((item) => item.requirement_id === id).length).toBeLessThanOrEqual(6);
  }
});
