import { describe, expect, it } from 'vitest';
import { matchesOutput, readExamples } from './read-examples.ts';

describe('readExamples()', () => {
  it('reads the blocks that are marked, with their commands and outputs', () => {
    const document =
      '# A\n\n```console test\n$ one\n1\n2\n$ two\n```\n\n```sh\nnot this\n```\n\n```sh test\nset -e\nthree\n```\n';
    expect(readExamples(document)).toEqual([
      {
        line: 3,
        language: 'console',
        steps: [
          { command: 'one', output: '1\n2\n' },
          { command: 'two', output: '' },
        ],
      },
      { line: 14, language: 'sh', steps: [{ command: 'set -e\nthree\n', output: '' }] },
    ]);
  });
});

describe('readExamples() with file=NAME', () => {
  it('takes the block before as the content of that file', () => {
    const [example] = readExamples('```markdown\n# Doc\n```\n\n```console test file=a.md\n$ run a.md\n```\n');
    expect(example?.file).toEqual({ name: 'a.md', text: '# Doc\n' });
  });
});

describe('matchesOutput()', () => {
  const yes: [string, string][] = [
    ['a\nb', 'a\nb\n'],
    ['took … s', 'took 1.5 s\n'],
    ['a\n…\nz', 'a\nb\nc\nz\n'],
    ['a\n…\nz', 'a\nz\n'],
    ['a.b', 'a.b'],
    ['(a) [b] {c} | \\ ^ $ * + ? / -', '(a) [b] {c} | \\ ^ $ * + ? / -'],
    ['a  \nb', 'a\r\nb'],
  ];
  for (const [shown, printed] of yes) {
    it(`takes ${JSON.stringify(printed)} for ${JSON.stringify(shown)}`, () =>
      expect(matchesOutput(shown, printed)).toBe(true));
  }
  const no: [string, string][] = [
    ['a\nb', 'a\nc'],
    ['a.b', 'axb'],
    ['took … s', 'took\n1 s'],
    ['a', 'a\nb'],
    ['a\n…\nz', 'a\nb'],
  ];
  for (const [shown, printed] of no) {
    it(`does not take ${JSON.stringify(printed)} for ${JSON.stringify(shown)}`, () =>
      expect(matchesOutput(shown, printed)).toBe(false));
  }
});
