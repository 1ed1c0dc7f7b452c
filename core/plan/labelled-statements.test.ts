import { expect, it } from 'vitest';
import { judgeLabelled } from '../../fixtures/labelled-statements.ts';

const judged = judgeLabelled();
const found = judged.reduce((sum, one) => sum + one.found.length, 0);
const missed = judged.flatMap((one) => one.missed.map(({ type, about }) => `${one.id} ${type}: ${about}`));
const surplus = judged.flatMap((one) => one.surplus.map(({ id, type, statement }) => `${id} ${type}: ${statement}`));
const drafts = judged.flatMap((one) => one.planned.drafts);

it('finds at least nine of ten items that a person expects', () => {
  expect(found / (found + missed.length), `${missed.join('\n')}`).toBeGreaterThanOrEqual(0.9);
});

it('adds few items that nobody expects', () => {
  expect(found / (found + surplus.length), `${surplus.join('\n')}`).toBeGreaterThanOrEqual(0.8);
});

it('stays within six items for a statement on average and twelve at most', () => {
  const counts = judged.map((one) => one.planned.plan.coverage_items.length);
  expect(counts.reduce((sum, count) => sum + count, 0) / counts.length).toBeLessThanOrEqual(6);
  expect(Math.max(...counts)).toBeLessThanOrEqual(12);
});

it('spreads the priorities', () => {
  const shares = (['high', 'medium', 'low'] as const).map(
    (priority) => drafts.filter((draft) => draft.case.priority === priority).length / drafts.length,
  );
  for (const share of shares) expect(share).toBeGreaterThan(0.1);
});

it('writes drafts that pass every check by themselves', () => {
  const failing = drafts.filter(({ verdict }) => verdict.failures.length > 0);
  expect(failing.map(({ case: { id }, verdict }) => [id, verdict.failures])).toEqual([]);
});

it('gives each case of a statement a title of its own', () => {
  for (const { id, planned } of judged) {
    const titles = planned.drafts.map((draft) => draft.case.title);
    expect(new Set(titles).size, `${id}: ${titles.join(' | ')}`).toBe(titles.length);
  }
});

it('quotes words of the statement as evidence of every item', () => {
  // Values of an outline stand elsewhere than their placeholder.
  const plain = judged.filter(({ planned }) => !planned.document.text.includes('```'));
  for (const { planned } of plain) {
    for (const item of planned.plan.coverage_items) {
      expect(item.evidence.length, `${item.id}`).toBeGreaterThan(0);
      for (const { quote, start, end } of item.evidence) expect(planned.document.text.slice(start, end)).toBe(quote);
    }
  }
});
