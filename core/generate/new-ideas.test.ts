import { describe, expect, it } from 'vitest';
import { gate } from '../gate.ts';
import { emptyLock } from '../lock/lock.ts';
import { parseDocument } from '../parse/parse-document.ts';
import { generateSuite } from '../pipeline.ts';
import { planAgain } from './plan-again.ts';
import { failReasons } from '../trace/fail-reasons.ts';
import type { GenerateResult } from './generation.ts';
import type { TestCase } from '../types.ts';

const story = 'US-1 As a customer, I want to delete my account, so that the shop forgets me.\n';

/** A run over `text` after one whose cases `change` changed. */
function run(text: string, before?: GenerateResult, change: (cases: TestCase[]) => TestCase[] = (cases) => cases) {
  const suites = new Map(
    before?.suites.map((each) => [each.document, { ...each, test_cases: change(each.test_cases) }] as const),
  );
  return generateSuite({
    documents: [parseDocument({ path: 'a.md', text })],
    lock: before?.lock ?? emptyLock,
    suites,
    toolVersion: '0',
    now: new Date(0),
  });
}
const ids = ({ suite }: GenerateResult) => suite.test_cases.filter(({ inferred }) => inferred).map(({ id }) => id);

describe('ideas of a suite', () => {
  // DRF-2
  it('stand after the cases, are counted apart and cover nothing', async () => {
    const first = await run(story);
    expect(ids(first)).toEqual(['TC-US-1-i1', 'TC-US-1-i2', 'TC-US-1-i3']);
    expect(first.suite.summary).toMatchObject({ cases: 4, ideas: 3, coverage_items: 1, covered: 1 });
    const [suite] = first.suites;
    const documents = [
      { document: 'a.md', plan: planAgain(parseDocument({ path: 'a.md', text: story }), first.lock), suite },
    ];
    const { ok, coverage } = gate({ documents, lock: first.lock }, { require: 'drafted', failOn: failReasons });
    expect([ok, coverage.items, first.clean]).toEqual([true, 1, ['a.md']]);
  });

  it('do not come back when a person deleted them, and keep their numbers when the words change', async () => {
    const first = await run(story);
    const without = await run(story, first, (cases) => cases.filter(({ id }) => id !== 'TC-US-1-i1'));
    expect(ids(without)).toEqual(['TC-US-1-i2', 'TC-US-1-i3']);
    const changed = await run(story.replace('shop forgets', 'seller forgets'), without);
    expect(ids(changed)).toEqual(['TC-US-1-i1', 'TC-US-1-i2', 'TC-US-1-i3']);
  });

  it('stay rejected, whatever the requirement says later', async () => {
    const first = await run(story);
    const reject = (cases: TestCase[]) =>
      cases.map((each) => (each.id === 'TC-US-1-i2' ? { ...each, status: 'rejected' as const } : each));
    const later = await run(story.replace('shop forgets', 'seller forgets'), first, reject);
    expect(later.suite.test_cases.filter(({ id }) => id === 'TC-US-1-i2')).toMatchObject([{ status: 'rejected' }]);
  });
});
