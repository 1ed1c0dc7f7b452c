import { expect, it } from 'vitest';
import { planText } from '../../fixtures/plan-text.ts';

const planned = (lead: string, entries: string[]) =>
  planText(`**R-1** ${lead}\n\n${entries.map((entry) => `- ${entry}\n`).join('')}`);

const results = ({ drafts }: ReturnType<typeof planned>) =>
  drafts.map(({ case: { preconditions, steps, expected_result } }) => [
    ...preconditions,
    ...steps.slice(0, -1),
    expected_result,
  ]);

it('takes conditions of a list as one decision: one of them is enough', () => {
  const rows = planned('The parser shall reject a record if:', ['the header is missing', 'the checksum is wrong']);
  expect(rows.plan.coverage_items.map(({ type, technique }) => `${type} ${technique}`)).toEqual([
    'positive decision_table',
    'positive decision_table',
    'negative decision_table',
  ]);
});

it('takes "all of the following" as conditions that hold together', () => {
  const rows = planned('The crane shall lift only if all of the following conditions are met:', [
    'the hook is latched',
    'the key is turned',
  ]);
  expect(rows.plan.coverage_items.map(({ type }) => type)).toEqual(['positive', 'negative', 'negative']);
});

it('puts the sentence that leads into a list in front of each entry', () => {
  const each = planned('When the lid opens, the mixer shall:', ['stop the motor', 'switch off the lamp']);
  expect(results(each)).toEqual([
    ['Cause the lid to open', 'The mixer stops the motor.'],
    ['Cause the lid to open', 'The mixer switches off the lamp.'],
  ]);
  expect(each.plan.coverage_items.at(-1)?.criterion_id).toBeDefined();
});

it('quotes the entry and the sentence that leads into it where they stand', () => {
  const { document, plan } = planned('When the lid opens, the mixer shall:', ['stop the motor', 'switch off the lamp']);
  for (const { quote, start, end } of plan.coverage_items.flatMap(({ evidence }) => evidence))
    expect(document.text.slice(start, end)).toBe(quote);
  expect(plan.coverage_items[1]?.evidence.map(({ quote }) => quote)).toEqual(['the lid opens', 'switch off the lamp']);
});

it('leaves entries alone that are sentences of their own', () => {
  const { plan } = planned('The following rules apply when:', ['The pump shall stop.', 'The valve shall close.']);
  expect(plan.coverage_items.map(({ statement }) => statement)).toEqual([
    'the pump shall stop',
    'the valve shall close',
  ]);
});
