import { describe, expect, it } from 'vitest';
import { problem, renderProblem } from './errors.ts';

const source = { path: 'a.yml', line: 2, end_line: 2, column: 3 };

describe('renderProblem()', () => {
  it('shows code, message, place, the line with a caret, and the way out', () => {
    const text = renderProblem(
      problem({ code: 'bad', message: 'it is bad', source, hint: 'Mend it.' }),
      'one\n\ttwo\n',
    );
    expect(text).toBe('bad: it is bad\n  at a.yml:2:3\n  2 |  two\n    |   ^\n  → Mend it.');
  });

  it('leaves out what it does not know and names a warning', () => {
    const warning = problem({ code: 'odd', severity: 'warning', message: 'it is odd', hint: 'Look.' });
    expect(renderProblem(warning)).toBe('warning odd: it is odd\n  → Look.');
    expect(renderProblem({ ...warning, source: { path: 'a.md', line: 9, end_line: 9 } }, 'one')).toContain(
      'at a.md:9:1\n  →',
    );
  });

  it('shows no key that somebody put into a configuration, and the caret at its place', () => {
    const at = { path: 'casewright.yml', line: 1, end_line: 1, column: 3 };
    const found = problem({ code: 'invalid_file', message: 'unknown key', source: at, hint: '' });
    const text = renderProblem(found, "  api_key: sk-12345, api_key_env: 'sk-6789'");
    expect(text).toContain("api_key: ********, api_key_env: '*******'");
    expect(text).not.toMatch(/sk-/);
  });

  // CLI-2
  it('lets no escape sequence of a document reach the terminal', () => {
    const text = renderProblem(
      problem({ code: 'x', message: 'a\u001b[31mb\u202e', source, hint: '' }),
      'q\nab\u001b]0;c\u0007',
    );
    // eslint-disable-next-line no-control-regex -- these are what is looked for
    expect(text).not.toMatch(/[\u001b\u0007\u202e]/);
  });

  it('shows a window of a very long line with the caret at the right character', () => {
    const line = `${'a'.repeat(5000)}X${'b'.repeat(5000)}`;
    const text = renderProblem(
      problem({ code: 'x', message: '', source: { path: 'a', line: 1, end_line: 1, column: 5001 }, hint: '' }),
      line,
    );
    const [, , shown = '', caret = ''] = text.split('\n');
    expect(shown.length).toBeLessThan(200);
    expect(shown[caret.indexOf('^')]).toBe('X');
  });
});
