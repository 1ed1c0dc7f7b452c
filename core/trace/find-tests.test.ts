import { describe, expect, it } from 'vitest';
import { findTests } from './find-tests.ts';

const found = (path: string, text: string) =>
  findTests({ path, text }).map(({ line, name, says, pending }) => ({ line, name, says: says.join(' | '), pending }));

describe('findTests()', () => {
  it('reads vitest, jest and Playwright: names, tags, comments, what stands around them, and what is pending', () => {
    const text = [
      "describe('REQ-1 login', () => {",
      '  // covers TC-REQ-1-1',
      "  it('locks the account', () => {});",
      '  it.each([',
      "    ['a', f(1)],",
      "  ])('rejects %s', () => {});",
      "  it.todo('waits');",
      "  // it('is commented out', () => {});",
      '});',
      "test('pays', { tag: ['@REQ-2'] }, async ({ page }) => {});",
      "test.fixme('ships', { annotation: [{ type: 'requirement', description: 'REQ-3' }] }, async () => {});",
      "test.describe('REQ-4 block', () => {",
      "  test('inside', async () => { await test.step('no test', f); });",
      '});',
      "const init = await split('no test');",
    ].join('\n');
    expect(found('a.test.ts', text)).toEqual([
      {
        line: 3,
        name: 'REQ-1 login › locks the account',
        says: expect.stringMatching(/REQ-1 login.*locks the account.*covers TC-REQ-1-1/),
        pending: false,
      },
      { line: 4, name: 'REQ-1 login › rejects %s', says: expect.stringContaining('REQ-1'), pending: false },
      { line: 7, name: 'REQ-1 login › waits', says: expect.any(String), pending: true },
      { line: 10, name: 'pays', says: expect.stringContaining('@REQ-2'), pending: false },
      { line: 11, name: 'ships', says: expect.stringContaining('REQ-3'), pending: true },
      { line: 13, name: 'REQ-4 block › inside', says: expect.stringContaining('REQ-4'), pending: false },
    ]);
  });

  it('reads tables that carry types', () => {
    const text = [
      "it.each<[string, number[]]>([['a', [1]]])('REQ-1 counts %s', () => {});",
      'test.each<Record<string, Map<string, number>>>([',
      '  { a: new Map() },',
      "])('REQ-2 maps', () => {});",
      "it.for<string>(['x'])('REQ-3 takes %s', () => {});",
      "describe.each<(at: number) => string>([String])('REQ-4 calls', () => {",
      "  it('inside', () => {});",
      '});',
      "if (it < 3 && x > (2)) run('no test');",
    ].join('\n');
    expect(found('a.test.ts', text).map(({ line, name }) => [line, name])).toEqual([
      [1, 'REQ-1 counts %s'],
      [2, 'REQ-2 maps'],
      [5, 'REQ-3 takes %s'],
      [7, 'REQ-4 calls › inside'],
    ]);
  });

  it('takes no test from comments and strings', () => {
    const text = [
      "// it('REQ-8 keeps logs', () => {});",
      "it('something else', () => {});",
      '/*',
      "it('REQ-9 gone', () => {});",
      '*/',
      `const s = "it('REQ-10 in a string')";`,
    ].join('\n');
    expect(found('a.test.ts', text)).toEqual([
      { line: 2, name: 'something else', says: 'something else | , () ', pending: false },
    ]);
    expect(found('test_a.py', '# def test_x(): REQ-7\ndef test_y(): pass\n')[0]?.says).toBe('test_y');
  });

  it('reads pytest: functions, classes, marks, docstrings and skips', () => {
    const text = [
      '@pytest.mark.req("REQ-1")',
      'class TestLogin:',
      '    @pytest.mark.parametrize(',
      '        "n",',
      '        [1, 2],',
      '    )',
      '    def test_locks(self, n):',
      '        """Covers TC-REQ-1-2."""',
      '        assert lock(n)',
      '',
      '# REQ-9',
      'async def test_req_2_pays():',
      '    pytest.skip("generated draft")',
      '',
      'def helper(): pass',
    ].join('\n');
    expect(found('test_a.py', text)).toEqual([
      {
        line: 7,
        name: 'TestLogin › test_locks',
        says: expect.stringMatching(/REQ-1.*TC-REQ-1-2/),
        pending: false,
      },
      { line: 12, name: 'test_req_2_pays', says: expect.stringContaining('REQ-9'), pending: true },
    ]);
  });

  it('reads JUnit in Java and Kotlin: annotations, display names, comments and disabled tests', () => {
    const text = [
      '@Tag("REQ-1")',
      'class LoginTest {',
      '  /** TC-REQ-1-1 */',
      '  @Test',
      '  @DisplayName("locks the account")',
      '  void locksAccount() {}',
      '  void helper() {}',
      '  @Disabled @Test',
      '  void pays() {}',
      '  @Test fun `ships REQ-4`() {}',
      '}',
    ].join('\n');
    expect(found('LoginTest.java', text)).toEqual([
      {
        line: 6,
        name: 'LoginTest › locksAccount',
        says: expect.stringMatching(/REQ-1.*TC-REQ-1-1|TC-REQ-1-1.*REQ-1/),
        pending: false,
      },
      { line: 9, name: 'LoginTest › pays', says: expect.any(String), pending: true },
      { line: 10, name: 'LoginTest › ships REQ-4', says: expect.any(String), pending: false },
    ]);
  });

  it('reads Gherkin: inherited tags, rules, descriptions, outlines by row, and work in progress', () => {
    const text = `@REQ-1
Feature: Login
  Rule: AC-7 locks
    Scenario: third time
      [utest->req~lock~1]
      Given a user
    @wip
    Scenario Outline: <n> times
      Given <n> users
      Examples:
        | n |
        | 1 |
        | 2 |
`;
    expect(found('login.feature', text)).toEqual([
      { line: 4, name: 'third time', says: expect.stringMatching(/@REQ-1.*AC-7.*req~lock~1/s), pending: false },
      { line: 8, name: '1 times', says: expect.any(String), pending: true },
      { line: 8, name: '2 times', says: expect.any(String), pending: true },
    ]);
    expect(found('broken.feature', 'Scenario without a feature {')).toEqual([]);
  });

  it('reads coverage tags of OpenFastTrace in any other file, those of tests only', () => {
    const text = '// [impl->dsn~x~1]\n// [utest->req~a.b~2]\nint x; /* [itest~y~1->req~c~1 >> stest] */\n';
    expect(found('test.c', text)).toEqual([
      { line: 2, name: '[utest->req~a.b~2]', says: 'req~a.b~2', pending: false },
      { line: 3, name: '[itest~y~1->req~c~1 >> stest]', says: 'req~c~1', pending: false },
    ]);
  });

  it.each(['a.test.ts', 'test_a.py', 'ATest.java', 'a.feature', 'a.c'])(
    'reads hostile text as %s',
    { timeout: 20_000 },
    (path) => {
      for (const piece of ["it('", 'it.each(', '@Test\n', 'def test_(', '[utest->', '`', '"""', ' '.repeat(50), '('])
        expect(findTests({ path, text: piece.repeat(20_000) })).toBeInstanceOf(Array);
    },
  );
});
