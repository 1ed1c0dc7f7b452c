import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { liveIn } from '../../fixtures/github-markdown.ts';
import { attacks, hostileReport } from '../../fixtures/hostile-pull-request.ts';
import { committedWith, reportOf } from '../../fixtures/reported.ts';
import type { Report } from '../report.ts';
import { renderSummary } from '../tell/summary.ts';
import { detailAt, lastStep } from './detail.ts';
import { renderReport } from './render-report.ts';

const lock = '**REQ-7** When the user submits an invalid password three times, the system shall lock the account.\n';
const exporting = '**EXP-2** The export service SHALL support CSV and JSON.\n';
const vague = '**UI-1** The shop shall respond quickly.\n';

const size = ({ length }: string) => length;
const whole = (report: Report) => renderReport(report, { limit: Infinity, size });
const within = (report: Report, limit: number) => renderReport(report, { limit, size });

/** Requirements `<name>-1` and so on. */
function many(name: string, count: number): string {
  const one = (n: number) =>
    `**${name}-${n}** When sensor ${n} reports more than ${n + 3} °C three times, the system shall close valve ${n}.\n`;
  return [...Array(count).keys()].map((n) => one(n + 1)).join('\n');
}

const small = await reportOf({}, { 'shop.md': `# Shop\n\n${lock}\n${exporting}\n${vague}` });
const both = `${many('OLD', 20)}\n${many('NEW', 20)}`;
const known = await committedWith({ 'a.md': many('OLD', 20) });
const large = await reportOf(known, { ...known, 'a.md': both });

describe('a comment', () => {
  it('that just fits stays whole, and one character more shortens it', () => {
    const full = whole(large);
    expect(within(large, full.length)).toBe(full);
    const cut = within(large, full.length - 1);
    expect(cut.length).toBeLessThan(full.length);
    expect(cut).toContain('Shortened to fit');
  });
});

describe('a comment that does not fit', () => {
  it('loses unchanged rows first, then keeps as many requirements in full as fit', () => {
    const full = whole(large);
    const first = within(large, full.length - 1);
    expect(full).toContain('<code>OLD-20</code> When');
    expect(first).not.toContain('<code>OLD-20</code> When');
    expect(first).toContain('20 unchanged requirements.');
    expect(counts(first, 'Expected:')).toBe(counts(full, 'Expected:'));
    const middle = within(large, Math.floor(first.length * 0.7));
    const inFull = counts(middle, 'Expected:');
    expect(inFull).toBeGreaterThan(5);
    expect(inFull).toBeLessThan(counts(full, 'Expected:'));
    expect(counts(middle, '<details>'), 'the others keep their titles').toBe(20);
    expect(middle).toContain('Shortened to fit');
    expect(middle.length, 'no more is lost than must be').toBeGreaterThan(first.length * 0.7 - 1500);
  });

  it('keeps what the pull request changed in full longer than what was only not written before', async () => {
    const report = await reportOf({ 'a.md': many('OLD', 20) }, { 'a.md': both });
    const body = within(report, Math.floor(whole(report).length * 0.75));
    expect(body).toMatch(/TC-NEW-20-1<\/code> [^\n]*\*\*<br>/);
    expect(body).toMatch(/TC-NEW-1-1<\/code> [^\n]*\*\*<br>/);
    expect(body).toMatch(/- <code>TC-OLD-20-1/);
  });

  it('of two ideas and a demanded case keeps the case', () => {
    const [last] = large.suite.test_cases.slice(-1);
    if (!last) throw new Error('there is no case');
    const idea = { ...last, id: 'TC-IDEA', inferred: true, expected_result: 'x'.repeat(500) };
    const report = { ...large, suite: { ...large.suite, test_cases: [...large.suite.test_cases, idea] } };
    const length = within(report, whole(report).length - 1).length;
    const body = within(report, length - 1);
    expect(body).toContain('- <code>TC-IDEA</code>');
    expect(counts(body, 'Expected:')).toBe(
      large.suite.test_cases.filter(({ requirement_id }) => requirement_id.startsWith('NEW')).length,
    );
  });

  it('never gives more at a later step', () => {
    const lengths = [0, 1, 5].flatMap((count) =>
      [...Array(lastStep(count) + 1).keys()].map((step) => detailAt(step, count)),
    );
    for (const { full, titled, rows } of lengths)
      expect([full >= 0, titled >= 0, rows >= 0]).toEqual([true, true, true]);
    const body = [...Array(60).keys()].map((n) => within(large, 1000 * n).length);
    expect(body).toEqual(body.toSorted((a, b) => a - b));
  });

  const words = fc.array(
    fc.constantFrom(
      ...Object.values(attacks).filter(({ length }) => length < 10_000),
      'a',
      '要求',
      '`',
      '|',
      '\\',
      '<',
      'x'.repeat(300),
    ),
    { maxLength: 4 },
  );

  // ACT-6
  it('has its form at any limit: balanced, tables whole, nothing live', () => {
    const headings = /^#{1,6} .*$/gm;
    fc.assert(
      fc.property(
        words,
        fc.integer({ min: 0, max: 70_000 }),
        fc.constantFrom('en', 'zh-CN'),
        fc.boolean(),
        (parts, limit, language, inBytes) => {
          const report: Report = {
            ...hostileReport(parts.length % 2 === 0 ? small : large, parts.join(' ')),
            language: language === 'en' ? 'en' : 'zh-CN',
          };
          const measure = inBytes ? (text: string) => Buffer.byteLength(text) : size;
          const body = renderReport(report, { limit, size: measure });
          expect(measure(body) <= limit || /^### casewright: [^\n]*$/.test(body)).toBe(true);
          expect(liveIn(body)).toEqual([]);
          const [first = '', ...others] = body.match(headings) ?? [];
          expect(first).toMatch(/^### casewright: /);
          expect(others.filter((each) => !each.startsWith('#### '))).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('the job summary', () => {
  it('is measured in bytes, so that it fits in another script, too', () => {
    const title = '要'.repeat(200);
    const suite = {
      ...large.suite,
      test_cases: [...Array(1500).keys()].flatMap((n) =>
        large.suite.test_cases.slice(0, 1).map((each) => ({
          ...each,
          id: `TC-${n}`,
          requirement_id: 'NEW-1',
          title,
          expected_result: title,
          steps: [title],
        })),
      ),
    };
    const text = renderSummary({ ...large, suite }, ['A note.']);
    expect(Buffer.byteLength(text)).toBeLessThan(1024 * 1024);
    expect(text).toContain('> A note.\n\n### casewright');
    expect(liveIn(text.replace('> A note.', ''))).toEqual([]);
  });
});

function counts(text: string, part: string): number {
  return text.split(part).length - 1;
}
