import { describe, expect, it } from 'vitest';
import { liveIn } from '../../fixtures/github-markdown.ts';
import { attacks, hostileReport } from '../../fixtures/hostile-pull-request.ts';
import { committedWith, reportOf } from '../../fixtures/reported.ts';
import { renderReport, renderSkipped } from './render-report.ts';

const lock = '**REQ-7** When the user submits an invalid password three times, the system shall lock the account.\n';
const exporting = '**EXP-2** The export service SHALL support CSV and JSON.\n';
const vague = '**UI-1** The shop shall respond quickly.\n';
const gone = '**OLD-1** The shop shall send a fax.\n';

const base = await committedWith({ 'docs/shop.md': `# Shop\n\n${lock}\n${exporting}\n${gone}` });
const head = { ...base, 'docs/shop.md': `# Shop\n\n${lock.replace('three', 'four')}\n${exporting}\n${vague}` };
const report = await reportOf(base, head, {
  inputs: { 'fail-on': 'any', ratchet: 'base' },
  more: { answersCommands: true },
});
const characters = { limit: 65_000, size: ({ length }: string) => length };

describe('the comment on a pull request that wants to do harm', () => {
  it('has all of its parts in the report that the attacks go through', () => {
    const body = renderReport(report, characters);
    for (const part of [
      'gate is closed',
      '**Stale**',
      '**Orphaned**',
      '| changed |',
      '| removed |',
      'unchanged requirement',
      'Open questions',
      'TC-REQ-7-',
    ])
      expect(body).toContain(part);
    expect(liveIn(body)).toEqual([]);
  });

  // ACT-5
  it.each(Object.entries(attacks))('lets %s be text', (_, attack) => {
    for (const language of ['en', 'zh-CN'] as const) {
      const hostile = { ...hostileReport(report, attack), language };
      expect(liveIn(renderReport(hostile, characters))).toEqual([]);
      expect(liveIn(renderReport({ ...hostile, documents: [] }, characters))).toEqual([]);
    }
  });

  it('stays harmless with all attacks in one text, and when it is shortened', () => {
    const all = Object.values(attacks).filter(({ length }) => length < 5000);
    for (const text of [all.join(' '), all.toReversed().join(''), all.join('\n')])
      for (const limit of [200, 2000, 4000, 8000, 65_000])
        expect(liveIn(renderReport(hostileReport(report, text), { ...characters, limit }))).toEqual([]);
  });

  it('shows what was written, but for what nobody sees', () => {
    const text = 'a <b> & "c" | d_e* `f` $1 @g #2 \u202eh';
    const shown = renderReport(hostileReport(report, text), characters).replaceAll('&#8203;', '');
    expect(shown).toContain('1. a &lt;b&gt; &amp; &quot;c&quot; \\| d\\_e\\* \\`f\\` <span>$</span>1 @g #2 h\n');
  });

  it('is as harmless where a pull request is skipped', () => {
    for (const reason of ['draft', 'label'] as const)
      for (const language of ['en', 'zh-CN'] as const) expect(liveIn(renderSkipped(reason, language).text)).toEqual([]);
  });
});

describe('what looks for live things', () => {
  it.each([
    '@octocat',
    '#12',
    'GH-12',
    '![x](y)',
    '[x](y)',
    '<b>x</b>',
    '<!-- x -->',
    '<details>',
    '</details>',
    '```\nx',
    '- [x] y',
    ':tada:',
    '$x$',
    'see[^1]\n\n[^1]: x',
    'www.evil.example',
    'a\u202eb',
    '| a |\n|---|\n| b | c |',
    '1234567',
    '~~x~~',
    '> quote',
    '<code>@x</code> @y',
  ])('finds them in %j', (text) => {
    expect(liveIn(text)).not.toEqual([]);
  });
});
