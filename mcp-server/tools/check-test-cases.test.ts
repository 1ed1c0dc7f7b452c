import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checked, good, shop } from '../../fixtures/mcp-answers.ts';
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
        uncovered: [{ id: 'REQ-7#2' }, { id: 'EXP-2#1' }, { id: 'EXP-2#2' }],
      },
      suggestions: expect.arrayContaining([expect.stringMatching(/^Write a case for REQ-7#2: /)]),
    });
    expect(text).toMatch(/FAILED case 3[^]*polarity: [^→]+→ Say in the expected result/);
  });

  it('accepts every case that generate_test_cases gives', async () => {
    const { data } = await client.call('generate_test_cases', { path: 'shop.md', detail: 'full' });
    const judged = await client.call('check_test_cases', { path: 'shop.md', cases: data?.['cases'] });
    expect(judged.data).toMatchObject({ ok: true, coverage: { items: 4, uncovered: [] } });
  });
});
