import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { exportedFrom } from '../../../fixtures/exported.ts';
import { messages } from './messages.ts';
import { renderReport } from './render-report.ts';

const doors = `# Doors

REQ-1 When the button is pressed, the door shall open.

REQ-2 (ASIL B) The gateway shall not forward a message whose checksum is invalid.

REQ-3 The lamp shall react quickly.
`;

const of = (html: string, pattern: RegExp) => [...html.matchAll(pattern)].map(([, found = '']) => found);

describe('the report', () => {
  it('is one file that allows itself its own style and script, and nothing else', async () => {
    const html = renderReport(await exportedFrom({ 'docs/doors.md': doors }));
    const [policy = ''] = of(html, /Content-Security-Policy" content="([^"]*)"/g);
    const hash = (text = '') => `&#39;sha256-${createHash('sha256').update(text).digest('base64')}&#39;`;
    expect(policy).toContain('default-src &#39;none&#39;');
    expect(policy).toContain(`style-src ${hash(of(html, /<style>([^]*?)<\/style>/g)[0])}`);
    expect(policy).toContain(`script-src ${hash(of(html, /<script>([^]*?)<\/script>/g)[0])}`);
    expect(html).not.toMatch(/(?:src|href)="(?!#|data:,")/);
    expect(html).not.toMatch(/ style="| on\w+="|@import|url\(/);
  });

  it('shows each requirement with its evidence marked, beside its cases', async () => {
    const html = renderReport(await exportedFrom({ 'docs/doors.md': doors }));
    expect(html).toContain(
      'When <mark data-by="1">the button is pressed</mark>, the door shall <mark data-by="1">open</mark>.',
    );
    expect(html).toMatch(/id="docs%2Fdoors\.md%3ATC-REQ-1-1"[^]*Expected result[^]*Evidence[^]*line 3/);
    expect(html).toMatch(/href="#docs%2Fdoors\.md%3ATC-REQ-1-1"/);
    expect(html).toMatch(/data-status="question"[^]*REQ-3/);
    expect(html).toMatch(/<section id="questions"[^]*quickly/);
  });

  it('tells covered, stale, uncovered and waived items apart, and lists the tests of each', async () => {
    const added =
      'REQ-4 The lamp shall glow.\n\nREQ-5 The bell shall ring.\n\nREQ-6 When the key turns, the motor shall start within';
    const before = `${doors}\nREQ-6 When the key turns, the motor shall start within 200 ms.\n`;
    const changed = { 'a.md': `${doors.replace('not forward', 'not delete')}\n${added} 250 ms.\n` };
    const input = await exportedFrom({ 'a.md': before }, { changed });
    for (const { name, items } of input.documents.flatMap(({ requirements }) => requirements))
      if (name === 'REQ-5') for (const item of items) item.state = 'waived';
    const test = { path: 't.ts', line: 7, name: 'opens <REQ-1>', pending: true, names: ['a.md:REQ-1'] };
    const rows = of(renderReport({ ...input, tests: [test] }), /(<tr role="row" data-of[^]*?<\/tr>)/g);
    const statuses = (id: string) =>
      rows.filter((row) => row.includes(`>${id}<`)).flatMap((row) => of(row, /data-status="(\w+)"/g));
    expect(statuses('REQ-1')).toEqual(['covered']);
    expect(statuses('REQ-2')).toEqual(['stale', 'stale']);
    expect(statuses('REQ-4')).toEqual(['uncovered']);
    expect(statuses('REQ-5')).toEqual(['waived']);
    expect(statuses('REQ-6'), 'the limit of 200 ms is gone, its case is not').toEqual(['uncovered', 'stale']);
    expect(rows[0]).toMatch(/opens &lt;REQ-1&gt;[^]*t\.ts:7[^]*pending/);
    expect(rows.at(-1)).toContain('written for REQ-6#1');
  });

  it('shows waivers and orphaned cases only where there are any', async () => {
    const input = await exportedFrom({ 'a.md': '**REQ-1** The door shall open.\n' });
    expect(renderReport(input)).not.toMatch(/id="waivers"|id="orphaned"/);
    const waivers = [{ ids: ['REQ-9#1'], reason: '<b>later</b>', owner: 'Ada', expires: '2030-01-01' }];
    const orphaned = [{ document: 'b.md', id: 'TC-OLD-1', title: 'An old case', requirement_id: 'OLD' }];
    const html = renderReport({ ...input, waivers, orphaned });
    expect(html).toMatch(/href="#waivers"[^]*id="waivers"[^]*REQ-9#1[^]*&lt;b&gt;later[^]*Ada[^]*2030-01-01/);
    expect(html).toMatch(/id="orphaned"[^]*TC-OLD-1[^]*An old case/);
  });

  it('shows the safety profile only where one is configured', async () => {
    const without = renderReport(await exportedFrom({ 'a.md': doors }));
    expect(without).not.toContain('id="safety"');
    const html = renderReport(await exportedFrom({ 'a.md': doors }, { profile: 'iso26262' }));
    expect(html).toMatch(/id="safety"[^]*It supports an assessment; it is none\.[^]*boundary values/);
  });

  it('speaks Chinese, with every place of a message kept', async () => {
    const html = renderReport(await exportedFrom({ 'a.md': doors }, { language: 'zh-CN' }));
    expect(html).toContain('<html lang="zh-CN">');
    expect(html).toContain('追溯矩阵');
    const said = html.replace(/<script>[^]*<\/script>/, '');
    for (const word of ['Traceability', 'Expected result', 'covered<', '>drafted']) expect(said).not.toContain(word);
    const places = (text: unknown) => (JSON.stringify(text).match(/\{\w+\}/g) ?? []).toSorted();
    expect(places(messages['zh-CN'])).toEqual(places(messages.en));
  });

  it('has headings in order, names its controls and heads its columns', async () => {
    const html = renderReport(await exportedFrom({ 'a.md': doors, 'b.md': doors }));
    const levels = of(html, /<h([1-6])/g).map(Number);
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    levels.forEach((level, index) => expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1));
    const controls = of(html, /<((?:input|select)\b[^>]*)>/g).length;
    expect(of(html, /<label>[^<]+<((?:input|select)\b)/g)).toHaveLength(controls);
    expect(html).not.toMatch(/<th(?![^>]*scope=")[ >]/);
    const ids = of(html, / id="([^"]*)"/g);
    expect(new Set(ids).size).toBe(ids.length);
    const targets = of(html, / href="#([^"]*)"/g);
    expect(targets.filter((target) => !ids.includes(target))).toEqual([]);
  });

  it('lets nothing out of hostile requirements', async () => {
    const hostile = `# "><script>alert(1)</script>

REQ-1 When \`</style><script>alert(2)</script>\` "onload=alert(3) \u202egnp.exe\u200b is pressed, the door shall open <img src=x onerror=alert(4)> within ${'w'.repeat(3000)} ms.
`;
    const input = await exportedFrom({ 'a"b<c>.md': hostile });
    const html = renderReport(input);
    expect(input.suite.requirements).toHaveLength(1);
    expect(of(html, /<(script|style|img|iframe|object)\b/g)).toEqual(['style', 'script']);
    expect(html).toContain('⟨U+202E⟩gnp');
    expect(html).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b]/);
    expect(html).toContain('a&quot;b&lt;c&gt;.md');
  });

  it('is the same for the same input', async () => {
    const input = await exportedFrom({ 'a.md': doors });
    expect(renderReport(input)).toBe(renderReport(structuredClone(input)));
  });
});
