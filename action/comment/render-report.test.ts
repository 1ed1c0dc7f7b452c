import { describe, expect, it } from 'vitest';
import { committedWith, reportOf } from '../../fixtures/reported.ts';
import type { Report } from '../report.ts';
import { messagesEn } from './messages-en.ts';
import { messagesZh } from './messages-zh.ts';
import { renderReport } from './render-report.ts';

const lock = '**REQ-7** When the user submits an invalid password three times, the system shall lock the account.\n';
const exporting = '**EXP-2** The export service SHALL support CSV and JSON.\n';
const vague = '**UI-1** The shop shall respond quickly.\n';

const size = ({ length }: string) => length;
const whole = (report: Report) => renderReport(report, { limit: Infinity, size });

const small = await reportOf({}, { 'shop.md': `# Shop\n\n${lock}\n${exporting}\n${vague}` });

describe('the order of a comment', () => {
  it('is verdict, coverage, requirements, questions, cases, provenance, ways on', () => {
    const body = whole(small);
    const parts = [
      '### casewright: 4 test cases for 3 requirements, 2 open questions',
      'The committed suite covers **0 of 4 coverage items**',
      '| as committed |',
      '| with the cases of this run |',
      '#### <code>shop.md</code>',
      '| <code>REQ-7</code>',
      '#### Open questions',
      '#### Test cases',
      '<code>TC-REQ-7-1</code>',
      '4 cases: 4 by rules.',
      'The rules write all cases',
      'To take over the cases',
      '`casewright generate shop.md`',
    ];
    const places = parts.map((part) => body.indexOf(part));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  it('says what closed the gate first, and no fact twice', async () => {
    const base = await committedWith({ 'shop.md': `# Shop\n\n${lock}\n${exporting}` });
    const head = { ...base, 'shop.md': `# Shop\n\n${lock.replace('three', 'four')}\n${exporting}` };
    const closed = whole(await reportOf(base, head, { inputs: { 'fail-on': 'stale' } }));
    expect(closed).toMatch(/^.*\n\n❌ \*\*The gate is closed:\*\* 2 stale\.\n\n📝 The committed/);
    expect(closed).not.toContain('Also');
    const open = whole(await reportOf(base, head));
    expect(open).toContain('Also 2 stale.');
    expect(open).not.toContain('gate');
  });

  it('names the level that is demanded where the gate is closed', async () => {
    const committed = await committedWith({ 'shop.md': lock });
    const report = await reportOf({}, committed, { inputs: { 'fail-on': 'uncovered', require: 'accepted' } });
    expect(whole(report)).toContain('**The gate is closed:** 2 not accepted.');
    expect(whole(report)).toContain('**0 of 2 coverage items** are accepted');
    expect(whole(report)).not.toContain('with the cases of this run');
  });

  it('tells of limits, parts and what was not read in the verdict', async () => {
    const head = { 'shop.md': `# Shop\n\n${lock}\n${exporting}`, 'b.md': '**B-1** The horn shall sound.\n' };
    const limited = whole(await reportOf({}, head, { inputs: { 'max-requirements': '1' } }));
    expect(limited).toContain('⚠️ **Limited:** 2 requirements left for another run');
    const part = whole(await reportOf({}, head, { inputs: { shard: '1/2' } }));
    expect(part.split('\n')[0]).toMatch(/ \(part 1 of 2\)$/);
  });

  it('names no path that is gone in the command that it proposes', async () => {
    const committed = await committedWith({ 'shop.md': lock, 'gone.md': exporting });
    const { 'gone.md': _, ...head } = committed;
    const body = whole(await reportOf(committed, { ...head, 'shop.md': lock.replace('three', 'four') }));
    expect(body).toContain('run `casewright generate` on this branch');
    expect(body).toContain('<code>gone.md</code> is gone');
  });
});

describe('open questions', () => {
  it('are folded after the first ten', async () => {
    const vagues = [...Array(30).keys()].map((n) => `**UI-${n}** The shop shall respond quickly.\n`).join('\n');
    const body = whole(await reportOf({}, { 'shop.md': vagues }));
    expect(body).toContain('<summary>… and 20 more</summary>\n\n- <code>UI-10</code>');
    expect(body).toContain('- <code>UI-29</code>');
    expect(whole(small)).not.toContain('more</summary>');
  });
});

describe('the languages', () => {
  it('say the same things, each of them used', () => {
    expect(Object.keys(messagesZh)).toEqual(Object.keys(messagesEn));
    const body = whole({ ...small, language: 'zh-CN' });
    expect(body).toContain('3 条需求，4 个测试用例，2 个待澄清问题');
    expect(body).not.toMatch(/[a-z] shall not be|undefined|\[object/);
  });
});
