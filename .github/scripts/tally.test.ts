import { describe, expect, it } from 'vitest';
import { tally, type TestReport } from './tally.ts';

const report = (...statuses: string[]): TestReport => ({
  testResults: statuses.map((status, index) => ({
    name: 'a.test.ts',
    assertionResults: [{ status, title: `test ${index + 1}` }],
  })),
});

describe('tally()', () => {
  it('sums the tests of all steps', () => {
    const steps = [
      { name: 'npm test', exit_code: 0, report: report('passed', 'passed') },
      { name: 'npm run ok', exit_code: 0 },
      { name: 'npm run test:pack', exit_code: 0, report: report('passed') },
    ];
    expect(tally(steps, [])).toEqual({ ok: true, lines: ['3 passed, 0 failed, 0 skipped'] });
  });

  it('names each reason to skip', () => {
    const steps = [{ name: 'npm test', exit_code: 0, report: report('passed', 'skipped', 'todo') }];
    expect(tally(steps, [{ name: 'npm run test:live', reason: 'no Ollama answers' }])).toEqual({
      ok: true,
      lines: [
        'skipped: npm test: "test 2" is skipped in the source',
        'skipped: npm test: "test 3" is todo in the source',
        'skipped: npm run test:live: no Ollama answers',
        '1 passed, 0 failed, 3 skipped',
      ],
    });
  });

  it('fails with a failed test, once', () => {
    const steps = [{ name: 'npm test', exit_code: 1, report: report('passed', 'failed') }];
    expect(tally(steps, [])).toEqual({ ok: false, lines: ['1 passed, 1 failed, 0 skipped'] });
  });

  it('fails with a command that names no failed test', () => {
    const steps = [
      { name: 'npm test', exit_code: 0, report: report('passed') },
      { name: 'npm run ok', exit_code: 2 },
    ];
    expect(tally(steps, [])).toEqual({
      ok: false,
      lines: ['failed: npm run ok ended with 2', '1 passed, 1 failed, 0 skipped'],
    });
  });

  it('fails when no test ran at all', () => {
    expect(tally([{ name: 'npm test', exit_code: 0, report: report() }], [])).toEqual({
      ok: false,
      lines: ['failed: no test ran', '0 passed, 0 failed, 0 skipped'],
    });
  });
});
