import { describe, expect, it } from 'vitest';
import { parseCommand } from './parse-command.ts';

function parsed(comment: string): object | string | undefined {
  const read = parseCommand(comment);
  if (read === undefined) return undefined;
  return 'problem' in read ? read.problem.code : read.command;
}

describe('a command', () => {
  it('stands at the start of the first line, its verb in any case', () => {
    expect(parsed('/casewright GENERATE\nplease')).toEqual({ verb: 'generate' });
    expect(parsed('   /casewright\tAccept\tALL\r\n')).toEqual({ verb: 'accept', ids: 'all' });
    expect(parsed('/casewright')).toEqual({ verb: 'help' });
    for (const text of [
      '',
      '\n/casewright help',
      '    /casewright help',
      '/casewright-x',
      '> /casewright help',
      '/Casewright help',
    ]) {
      expect(parsed(text)).toBeUndefined();
    }
  });

  it('names cases with spaces or commas between them, in code font or in quotes', () => {
    const ids = ['TC-REQ-7-1', 'docs/my shop.md:TC-REQ-7-2', 'TC-A-1'];
    expect(parsed('/casewright explain TC-REQ-7-1, `docs/my shop.md:TC-REQ-7-2` "TC-A-1",TC-REQ-7-1')).toEqual({
      verb: 'explain',
      ids,
    });
    expect(parsed('/casewright accept all TC-1')).toEqual({ verb: 'accept', ids: ['all', 'TC-1'] });
    expect(parsed('/casewright accept')).toBe('no_case');
    expect(parsed('/casewright accept `TC-1')).toBe('no_case');
  });

  it('takes everything after the ids of a rejection as its reason', () => {
    expect(parsed('/casewright reject TC-A-1, a.md:TC-A-2 says the same as   TC-A-3.')).toEqual({
      verb: 'reject',
      ids: ['TC-A-1', 'a.md:TC-A-2'],
      reason: 'says the same as TC-A-3.',
    });
    expect(parsed('/casewright reject TC-A-1 \u202e\u200b')).toBe('no_reason');
    expect(parsed(`/casewright reject TC-A-1 ${'x'.repeat(500)}`)).toMatchObject({ ids: ['TC-A-1'] });
    expect(parsed(`/casewright reject TC-A-1 ${'x'.repeat(501)}`)).toBe('long_reason');
  });

  it('has limits: fifty cases and a line of ten thousand characters', () => {
    const ids = Array.from({ length: 51 }, (_, n) => `TC-A-${n}`);
    expect(parsed(`/casewright accept ${ids.slice(0, 50).join(' ')}`)).toMatchObject({ verb: 'accept' });
    expect(parsed(`/casewright accept ${ids.join(' ')}`)).toBe('too_many_cases');
    expect(parsed(`/casewright accept ${'TC-A-1 '.repeat(9000)}`)).toBe('long_command');
    expect(parsed(`/casewright help\n${'x'.repeat(65_000)}`)).toEqual({ verb: 'help' });
  });

  it('that is none of ours comes with the nearest one', () => {
    const read = parseCommand('/casewright acept TC-1');
    expect(read).toMatchObject({
      problem: { code: 'unknown_command', hint: expect.stringContaining('Did you mean /casewright accept?') },
    });
    expect(parsed('/casewright generate TC-1')).toBe('wrong_command');
  });
});
