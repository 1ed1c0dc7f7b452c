import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checked, expectSameFacts } from '../../fixtures/mcp-answers.ts';
import { type Answer, connect, type TestClient } from '../../fixtures/mcp-clients.ts';
import { temporaryFolder } from '../../fixtures/temp-folder.ts';

const door = (n: number) => `R-${n} When button ${n} is pressed, door ${n} shall open.`;
const vague = (n: number) => `V-${n} The system shall respond quickly.`;
const numbers = Array.from({ length: 120 }, (_, n) => n);
const doors = numbers.map((n) => `${door(n)}\n\n${vague(n)}\n`).join('\n');

const shared = new AsyncDisposableStack();
let client: TestClient;

beforeAll(async () => {
  const vagues = `${door(0)}\n\n${numbers.map(vague).join('\n\n')}\n`;
  const folder = shared.use(await temporaryFolder({ 'doors.md': doors, 'vagues.md': vagues }));
  client = shared.use(await connect('legacy', { cwd: folder.path }));
});
afterAll(() => shared.disposeAsync());

type About = { id: string; requirement_id: string };

const idsOf = ({ data }: Answer, name: string) => ((data?.[name] ?? []) as About[]).map(({ id }) => id);

async function pagesOf(args: object): Promise<Answer[]> {
  const pages: Answer[] = [];
  for (let cursor: unknown; pages.length === 0 || cursor !== undefined; cursor = pages.at(-1)?.data?.['next_cursor'])
    pages.push(await checked(client, 'plan_coverage', { ...args, ...(cursor !== undefined && { cursor }) }));
  return pages;
}

describe('plan_coverage', () => {
  it('answers in pages that together say all, each with what is asked about its own requirements', async () => {
    const pages = await pagesOf({ path: 'doors.md' });
    const total = Number(pages[0]?.data?.['total']);
    expect(total).toBeGreaterThanOrEqual(120);
    expect(pages).toHaveLength(Math.ceil(total / 50));
    for (const page of pages) {
      expectSameFacts(page);
      expect(page.text.length).toBeLessThan(40_000);
      expect(page.data).toMatchObject({ total, counts: { questions: 120 } });
    }
    const items = pages.flatMap((page) => idsOf(page, 'coverage_items'));
    expect([items.length, new Set(items).size]).toEqual([total, total]);
    const questions = pages.flatMap((page) => idsOf(page, 'questions'));
    expect([questions.length, new Set(questions).size]).toEqual([120, 120]);
    const findings = pages.flatMap((page) => idsOf(page, 'findings'));
    expect(pages[0]?.data).toMatchObject({ counts: { findings: findings.length } });
    expect(pages[0]?.text).toMatch(/Shown: 1–50 of \d+ coverage items\. next_cursor: /);
    expect(pages[0]?.text).toMatch(/\d+ of 120 questions shown; name ids, or ask for the next page/);
    // The last page holds what is asked about the last requirement.
    expect(pages.at(-1)?.text).toContain('V-119');
    expect(pages[0]?.text).not.toContain('V-119');
  });

  it('tells no more than 50 questions at a time, and how many there are', async () => {
    const { data, text } = await checked(client, 'plan_coverage', { path: 'vagues.md' });
    expect([data?.['questions'], data?.['counts']]).toMatchObject([{ length: 50 }, { questions: 120 }]);
    expect(text).toMatch(/50 of 120 questions shown/);
    const named = await checked(client, 'plan_coverage', { path: 'vagues.md', ids: ['V-119'] });
    expect(named.data).toMatchObject({ questions: [{ requirement_id: 'V-119' }], counts: { questions: 1 } });
  });

  it('takes only a cursor of its own for the same requirements', async () => {
    const [first] = await pagesOf({ path: 'doors.md' });
    const cursor = first?.data?.['next_cursor'];
    for (const args of [{ path: 'vagues.md' }, { path: 'doors.md', ids: ['R-1'] }]) {
      const other = await client.call('plan_coverage', { ...args, cursor });
      expect([other.isError, other.text]).toEqual([true, expect.stringMatching(/^unknown_cursor/)]);
    }
    const foreign = await client.call('list_requirements', { path: 'doors.md', cursor });
    expect(foreign.isError).toBe(true);
  });
});
