import { describe, expect, it } from 'vitest';
import { openLog, operatorOf } from './http/http-log.ts';
import { readingTool } from './define-tool.ts';
import { defectOf, escaped } from './defect.ts';
import { failedBy } from './jobs/job-end.ts';
import { openSettings } from './open-settings.ts';
import { runTool } from './run-tool.ts';

const secret = new Error('cannot open /home/ann/.secret\n{"level":"info","msg":"all is well"}');

describe('a defect', () => {
  it('tells the client nothing of what was thrown, and the operator all of it', async () => {
    const told: unknown[] = [];
    const operator = (what: string, error: unknown) => void told.push([what, error]);
    const broken = readingTool({
      name: 'broken',
      title: '',
      description: '',
      inputSchema: {},
      outputSchema: {},
      handle: () => Promise.reject(secret),
    });
    await using settings = await openSettings(
      { roots: [], readOnly: true, packageRoot: '.', version: '0', environment: { CASEWRIGHT_STATE_DIR: '/nowhere' } },
      { operator },
    );
    const call = { caller: 'ann', signal: new AbortController().signal };
    const outcome = await runTool(broken, {}, { settings, call });
    const failed = failedBy(secret, operator);
    expect(outcome).toMatchObject({ ok: false, defect: true, problems: [{ code: 'internal_error' }] });
    expect(failed).toMatchObject({ code: 'internal_error' });
    expect(JSON.stringify([outcome, failed, defectOf(secret, operator)])).not.toMatch(/secret|ann/);
    expect(told).toEqual([
      ['defect', secret],
      ['defect', secret],
      ['defect', secret],
    ]);
  });

  it('is one line for the operator, which nobody else can end', () => {
    const line = escaped(new Error('one\ntwo\r\nthree\u2028four\u001b[2J'));
    expect(line).toMatch(/^Error: one\\ntwo\\nthree\\nfour\\n/);
    // eslint-disable-next-line no-control-regex -- none of these may be left
    expect(line).not.toMatch(/[\u0000-\u001f\u2028]/);
  });

  it.each(['json', 'text'] as const)('stands in the log as one line of %s', async (format) => {
    const lines: string[] = [];
    const log = await openLog(
      { level: 'info', format, environment: undefined },
      { write: (line) => void lines.push(line) },
    );
    operatorOf(log)('defect', secret);
    expect(lines).toHaveLength(1);
    expect(lines[0]?.trimEnd()).not.toContain('\n');
    expect(lines[0]).toContain('all is well');
  });
});
