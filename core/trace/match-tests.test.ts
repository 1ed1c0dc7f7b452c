import { describe, expect, it } from 'vitest';
import type { FoundTest } from './found-test.ts';
import { knownIds } from './known-ids.ts';
import { matchTests } from './match-tests.ts';
import { readResults } from './read-results.ts';
import { suggestLinks } from './suggest-links.ts';
import type { Unit } from './unit.ts';

const unit = (document: string, requirement: string, n: number, criterion?: string): Unit => ({
  document,
  requirement,
  item: `${requirement}#${n}`,
  cases: [`TC-${requirement}-${n}`],
  signed: false,
  ...(criterion !== undefined && { criterion }),
});
const ids = knownIds([
  unit('a.md', 'REQ-7', 1),
  unit('a.md', 'REQ-70', 1),
  unit('a.md', 'US1', 1, 'US1-AC2'),
  unit('a.md', 'FR-001', 1),
  unit('b.md', 'FR-001', 1),
  unit('a.md', 'req~login~1', 1),
  unit('a.md', 'User logs in', 1),
]);
const test = (name: string, more: Partial<FoundTest> = {}): FoundTest => ({
  path: 'x.test.ts',
  line: 3,
  name,
  says: [name],
  pending: false,
  ...more,
});
const xml = (cases: string) => `<?xml version="1.0"?><testsuites><testsuite name="s">${cases}</testsuite></testsuites>`;
const results = (cases: string) => readResults({ path: 'r.xml', text: xml(cases) }).results;

describe('knownIds()', () => {
  it.each([
    ['locks (REQ-7)', ['a.md:REQ-7']],
    ['@TC-REQ-7-1: locks', ['a.md:TC-REQ-7-1']],
    ['REQ-70', ['a.md:REQ-70']],
    ['REQ-701, REQ-7x and XREQ-7', []],
    ['test_req_7_locks_the_account', ['a.md:REQ-7']],
    ['US1-AC2 ok', ['a.md:US1/US1-AC2']],
    ['[utest->req~login~1]', ['a.md:req~login~1']],
    ['When User logs in twice', ['a.md:User logs in']],
    ['REQ-7 › TC-REQ-7-1 locks', ['a.md:TC-REQ-7-1']],
    ['REQ-70 › TC-REQ-7-1 locks', ['a.md:REQ-70', 'a.md:TC-REQ-7-1']],
    ['FR-001', []],
    ['b.md:FR-001', ['b.md:FR-001']],
  ])('finds in "%s" what it names, and nothing else', (text, named) => {
    expect(ids.named(text)).toEqual(named);
  });
});

describe('matchTests()', () => {
  // GAT-8
  it('counts a test that runs, not one that is pending, and says which id is ambiguous', () => {
    const tests = [test('REQ-7'), test('REQ-70', { pending: true }), test('FR-001')];
    const { marks, problems } = matchTests({ tests, results: [] }, ids);
    expect([...marks.automated]).toEqual(['a.md:REQ-7']);
    expect(problems).toMatchObject([{ code: 'ambiguous_id', source: { line: 3 } }]);
  });

  it('takes results by id, by property and by the name of the test; a failure outweighs a pass', () => {
    const tests = [test('login › signs in', { says: ['signs in', 'US1-AC2'] })];
    const found = results(
      '<testcase name="REQ-7 ok"/><testcase name="login &gt; signs in" classname="x"/>' +
        '<testcase name="p"><properties><property name="requirement" value="REQ-70"/></properties></testcase>' +
        '<testcase name="REQ-7 not"><failure>no</failure></testcase>' +
        '<testcase name="req~login~1"><skipped/></testcase>',
    );
    const { marks } = matchTests({ tests, results: found }, ids);
    expect([...marks.passed].toSorted()).toEqual(['a.md:REQ-70', 'a.md:US1/US1-AC2']);
    expect([...marks.automated].toSorted()).toEqual(['a.md:REQ-7', 'a.md:REQ-70', 'a.md:US1/US1-AC2']);
  });
});

describe('readResults()', () => {
  it.each([
    ['<testsuite><testcase', 'broken_results'],
    ['<!DOCTYPE a [<!ENTITY b "c">]><testsuite/>', 'broken_results'],
    ['plain text', 'broken_results'],
    ['<testsuites/>', 'no_results'],
  ])('says what is wrong with %s', (text, code) => {
    expect(readResults({ path: 'r.xml', text }).problems).toMatchObject([{ code, hint: expect.any(String) }]);
  });
});

describe('suggestLinks()', () => {
  it('names the requirements that an untagged test may be about, the likeliest first', () => {
    const requirement = (id: string, text: string) => ({
      id,
      text,
      kind: 'requirement' as const,
      criteria: [],
      attributes: { tags: [] },
      source: { path: 'a.md', line: 1, end_line: 1 },
      hash: '',
      testable: 'yes' as const,
      links: [],
    });
    const documents = [
      {
        path: 'a.md',
        requirements: [
          requirement('REQ-7', 'After three invalid passwords the system shall lock the account.'),
          requirement('REQ-8', 'The export service shall support CSV files.'),
          requirement('REQ-9', 'The controller shall keep the doors closed.'),
        ],
      },
    ];
    const { tests } = matchTests(
      { tests: [test('locks_account_after_invalid_passwords'), test('REQ-7'), test('zzz')], results: [] },
      ids,
    );
    const suggested = suggestLinks(tests, documents);
    expect(suggested.map((each) => [each.test.name, each.candidates[0]?.key])).toEqual([
      ['locks_account_after_invalid_passwords', 'a.md:REQ-7'],
    ]);
  });
});
