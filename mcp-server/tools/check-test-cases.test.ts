import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checked, expectSameFacts, good, shop } from '../../fixtures/mcp-answers.ts';
import { connect, type TestClient } from '../../fixtures/mcp-clients.ts';
import { temporaryFolder } from '../../fixtures/temp-folder.ts';

const files = {
  'shop.md': shop,
  'docs/door.md': '# Doors\n\nREQ-7 When the button is pressed, the door shall open.\n',
};

const shared = new AsyncDisposableStack();
let client: TestClient;

beforeAll(async () => {
  const folder = shared.use(await temporaryFolder(files));
  client = shared.use(await connect('legacy', { cwd: folder.path }));
});
afterAll(() => shared.disposeAsync());

describe('check_test_cases', () => {
  it('finds what is wrong with each case, says how to mend it and what is uncovered', async () => {
    const cases = [
      good,
      { ...good, title: 'Again' },
      {
        ...good,
        id: 'TC-REQ-7-2',
        title: 'Two invalid passwords',
        steps: ['Submit an invalid password two times', 'Look at the account'],
      },
      { ...good, coverage_items: ['REQ-7#1'], expected_result: 'The system locks the account for 30 minutes.' },
      { ...good, coverage_items: ['REQ-7#1'], steps: [] },
      { ...good, coverage_items: ['REQ-7#99'] },
      { title: 'Pay', steps: ['Pay with a card', 'Look at the receipt'], expected_result: 'A receipt is printed.' },
    ];
    const { data, text } = await checked(client, 'check_test_cases', { path: 'shop.md', cases });
    const verdicts = (data?.['verdicts'] ?? []) as {
      passed: boolean;
      matched_by: string;
      failures: { check: string }[];
    }[];
    expect(verdicts.map(({ passed, matched_by, failures }) => [passed, matched_by, failures[0]?.check])).toEqual([
      [true, 'best_match', undefined],
      [false, 'best_match', 'duplicate'],
      [false, 'id', 'polarity'],
      [false, 'coverage_items', 'numbers'],
      [false, 'coverage_items', 'schema'],
      [false, 'coverage_items', 'coverage_item'],
      [false, 'none', 'coverage_item'],
    ]);
    expect(data).toMatchObject({
      ok: false,
      coverage: {
        items: 4,
        covered: ['REQ-7#1'],
        covered_count: 1,
        uncovered: [{ id: 'REQ-7#2' }, { id: 'EXP-2#1' }, { id: 'EXP-2#2' }],
        uncovered_count: 3,
      },
    });
    // What is uncovered says itself what to write.
    expect(data?.['suggestions']).toEqual([2, 3, 4, 5, 6, 7].map((n) => expect.stringMatching(`^Mend case ${n}: `)));
    expect(text).toMatch(/FAILED case 3[^]*polarity: [^→]+→ Say in the expected result/);
  });

  it('answers about a long document no longer than about a short one, beginning with what the case is about', async () => {
    const text = Array.from(
      { length: 300 },
      (_, n) =>
        `R-${n} When the user presses button ${n} three times, door ${n} shall open.\n\nQ-${n} The system shall respond quickly.\n\n`,
    ).join('');
    const cases = [
      {
        title: 'Open door 250 by pressing its button three times',
        preconditions: ['Door 250 is closed'],
        steps: ['Press button 250 three times', 'Look at door 250'],
        expected_result: 'Door 250 opens.',
      },
    ];
    const answer = await checked(client, 'check_test_cases', { text, cases });
    expectSameFacts(answer);
    expect(answer.text.length).toBeLessThan(25_000);
    expect(JSON.stringify(answer.data).length).toBeLessThan(25_000);
    const coverage = answer.data?.['coverage'] as Record<string, unknown[] & number>;
    expect(coverage).toMatchObject({ covered: ['R-250#1'], covered_count: 1 });
    expect([coverage['uncovered']?.length, coverage['uncovered_count']]).toEqual([50, (coverage['items'] ?? 0) - 1]);
    expect(coverage['uncovered']?.[0]).toMatchObject({ requirement_id: 'R-250' });
    expect([answer.data?.['questions'], coverage['open_questions']]).toMatchObject([{ length: 50 }, 300]);
    expect(answer.text).toMatch(/50 of \d+ uncovered, 50 of 300 questions shown; plan_coverage lists all/);
  });

  it('accepts every case that generate_test_cases gives', async () => {
    const { data } = await client.call('generate_test_cases', { path: 'shop.md', detail: 'full' });
    const judged = await client.call('check_test_cases', { path: 'shop.md', cases: data?.['cases'] });
    expect(judged.data).toMatchObject({ ok: true, coverage: { items: 4, uncovered: [] } });
  });
});
