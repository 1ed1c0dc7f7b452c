import { describe, expect, it } from 'vitest';
import type { TestCase } from '../types.ts';
import { dropDuplicates } from './drop-duplicates.ts';

const given: TestCase = {
  id: 'TC-R-1',
  type: 'positive',
  title: 'T',
  priority: 'high',
  preconditions: [],
  steps: ['Press the button'],
  expected_result: 'The door opens.',
  quality_score: 8,
  quality_notes: [],
  requirement_id: 'R',
  coverage_items: ['R#1'],
  technique: 'cause_effect',
  test_data: {},
  evidence: [],
  written_by: 'rules',
  inferred: false,
  status: 'draft',
};

describe('dropDuplicates()', () => {
  it('keeps the first of two that say the same and lets it cover the items of both', () => {
    const same = { ...given, id: 'TC-R-2', title: 'Other', steps: ['press  the “button”.'], coverage_items: ['R#2'] };
    expect(dropDuplicates([given, same])).toEqual({
      cases: [{ ...given, coverage_items: ['R#1', 'R#2'] }],
      dropped: ['TC-R-2'],
    });
  });

  it.each([
    { preconditions: ['The door is locked'] },
    { test_data: { button: 'red' } },
    { expected_result: 'The door does not open.' },
  ])('keeps both where %j differs', (more) => {
    expect(dropDuplicates([given, { ...given, id: 'TC-R-2', ...more }]).dropped).toEqual([]);
  });

  it.each([
    ['-5 °C', '5 °C'],
    ['1.5 s', '15 s'],
    ['5 %', '5'],
  ])('tells %s from %s', (one, other) => {
    const measured = (value: string, id: string) => ({ ...given, id, steps: [`Set ${value}`] });
    expect(dropDuplicates([measured(one, 'TC-R-1'), measured(other, 'TC-R-2')]).dropped).toEqual([]);
  });
});
