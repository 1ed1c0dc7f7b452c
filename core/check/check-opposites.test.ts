import { expect, it } from 'vitest';
import { planText } from '../../fixtures/plan-text.ts';
import type { TestCase } from '../types.ts';
import { checkCase } from './check-case.ts';

/** Failures of the first case of a statement, after a change. */
function failures(statement: string, change: Partial<TestCase>): string[] {
  const { document, drafts } = planText(`- REQ-1: ${statement}\n`);
  const [first] = drafts;
  if (!first) throw new Error(`No draft of ${statement}`);
  const { case: draft, demand, requirement, verdict } = first;
  const scored = { ...draft, quality_score: verdict.score };
  return checkCase({ ...scored, ...change }, { document, requirement, demand, draft: scored }).failures.map(
    ({ message }) => message,
  );
}

const voucher = 'If a voucher has an unknown code, the till shall print the known codes.';

it('lets a step look at what the outcome names, although the condition says the opposite', () => {
  expect(failures(voucher, {})).toEqual([]);
});

it('turns down a step or a precondition that brings the opposite about', () => {
  const opposite = expect.stringContaining('say the opposite (know)');
  expect(failures(voucher, { preconditions: ['A voucher has a known code'] })).toContainEqual(opposite);
  expect(failures(voucher, { steps: ['Enter a known code', 'Look at the known codes'] })).toContainEqual(opposite);
});

it('tells a demand from a modal of an inner clause', () => {
  const contract = 'If a contract does not state who must sign, the office shall return the contract.';
  const demand = expect.stringContaining('This is a demand');
  expect(failures(contract, {})).toEqual([]);
  for (const step of ['The office shall return the contract', 'Make sure that the office must return the contract'])
    expect(failures(contract, { steps: [step, 'Look at the contract'] })).toContainEqual(demand);
});
