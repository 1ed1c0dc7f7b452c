import { describe, expect, it } from 'vitest';
import { judgeCases } from '../judge/judge-cases.ts';
import { assistant, emptyLock, type Lock } from '../lock/lock.ts';
import { parseDocument } from '../parse/parse-document.ts';
import { generateSuite } from '../pipeline.ts';
import type { DocumentSuite } from '../export/suite-file.ts';
import { planAgain } from './plan-again.ts';
import { type PlacedCase, placeCases } from './place-cases.ts';
import type { TestCase } from '../types.ts';

const document = parseDocument({
  path: 'a.md',
  text: '# Shop\n\nREQ-1 When the user submits an invalid password three times, the system shall lock the account.\n\nREQ-2 The door shall open.\n',
});
const given = {
  title: 'Lock the account after three invalid passwords',
  preconditions: ['The account is not locked'],
  steps: ['Submit the invalid password "{password}" three times', 'Look at the account'],
  expected_result: 'The system locks the account.',
  test_data: { password: 'xyzzy' },
};
const base = { documents: [document], toolVersion: '1', now: new Date(0) };

function place(lock: Lock, suites: ReadonlyMap<string, DocumentSuite>, cases: object[] = [given]) {
  const { passed } = judgeCases(cases, [{ document, plan: planAgain(document, lock) }]);
  return placeCases({ ...base, lock, suites }, passed, { model: assistant });
}

/** As judgeCases gives it. */
function complete({ title, score, covers }: { title: string; score: number; covers: string[] }): TestCase {
  const { passed } = judgeCases([given], [{ document, plan: planAgain(document, emptyLock) }]);
  const [first] = passed;
  if (!first) throw new Error('the case does not pass');
  return { ...first.given, title, quality_score: score, coverage_items: covers };
}

const bySuite = (suites: DocumentSuite[]) => new Map(suites.map((each) => [each.document, each]));

describe('placeCases', () => {
  it('records a case as that of its item, for people to review, and leaves the rest alone', () => {
    const { result, placements } = place(emptyLock, new Map());
    expect(placements).toEqual([{ id: 'TC-REQ-1-1', document: 'a.md', state: 'saved' }]);
    expect(result.suites[0]?.test_cases).toMatchObject([
      { id: 'TC-REQ-1-1', status: 'draft', written_by: 'model', coverage_items: ['REQ-1#1'] },
    ]);
    expect(result.lock.requirements).toMatchObject([
      { id: 'REQ-1', cases: { 'TC-REQ-1-1': { by: { model: assistant }, covers: [1] } } },
    ]);
  });

  it('takes the place of the draft for the same item', async () => {
    const drafted = await generateSuite({ ...base, lock: emptyLock, suites: new Map() });
    const { result, placements } = place(drafted.lock, bySuite(drafted.suites));
    expect(placements).toMatchObject([{ id: 'TC-REQ-1-1', state: 'saved' }]);
    const cases = result.suites[0]?.test_cases ?? [];
    expect(cases.map(({ id, title }) => [id, title === given.title])).toEqual([
      ['TC-REQ-1-1', true],
      ...(drafted.suites[0]?.test_cases ?? []).slice(1).map(({ id }) => [id, false]),
    ]);
    // The same again changes nothing.
    const again = place(result.lock, bySuite(result.suites));
    expect(again.placements).toMatchObject([{ state: 'unchanged' }]);
    expect(again.result.suites).toEqual(result.suites);
    expect(again.result.lock).toEqual(result.lock);
  });

  // MCP-9
  it('keeps what a person accepted or edited, and a draft that scores better', async () => {
    const drafted = await generateSuite({ ...base, lock: emptyLock, suites: new Map() });
    const [suite] = drafted.suites;
    if (!suite) throw new Error('no suite');
    const withFirst = (change: object) =>
      bySuite([
        { ...suite, test_cases: suite.test_cases.map((each, index) => (index === 0 ? { ...each, ...change } : each)) },
      ]);
    const accepted = place(drafted.lock, withFirst({ status: 'accepted' }));
    expect(accepted.placements).toMatchObject([
      { state: 'kept_earlier', reason: expect.stringMatching(/accepted by a person/) },
    ]);
    expect(accepted.result.suites[0]?.test_cases[0]?.status).toBe('accepted');
    const edited = place(drafted.lock, withFirst({ title: 'Mine' }));
    expect(edited.placements).toMatchObject([
      { state: 'kept_earlier', reason: expect.stringMatching(/edited by a person/) },
    ]);
    expect(edited.result.suites[0]?.test_cases[0]?.title).toBe('Mine');
    const better = place(drafted.lock, withFirst({ quality_score: 10 }), [
      { ...given, preconditions: [], steps: ['Submit an invalid password three times'], test_data: {} },
    ]);
    expect(better.placements).toMatchObject([
      { state: 'kept_earlier', reason: expect.stringMatching(/scores better/) },
    ]);
  });

  const other = {
    title: 'Lock after the third invalid password',
    preconditions: [],
    steps: ['Submit an invalid password three times'],
    expected_result: 'The system locks the account.',
  };
  const titlesOf = ({ suites }: { suites: DocumentSuite[] }) =>
    suites[0]?.test_cases.map(({ id, title, coverage_items }) => [id, title, coverage_items]);

  it('takes the best of several cases for one item, and says of the others which one it took', () => {
    for (const cases of [
      [given, other],
      [other, given],
    ]) {
      const { result, placements } = place(emptyLock, new Map(), cases);
      expect(titlesOf(result)).toEqual([['TC-REQ-1-1', given.title, ['REQ-1#1']]]);
      expect(placements[cases.indexOf(given)]).toEqual({ id: 'TC-REQ-1-1', document: 'a.md', state: 'saved' });
      expect(placements[cases.indexOf(other)]).toMatchObject({
        id: 'TC-REQ-1-1',
        state: 'kept_earlier',
        reason: expect.stringMatching(
          /^"Lock the account after three invalid passwords" of the same call, taken as TC-REQ-1-1, .*REQ-1#1/,
        ),
      });
      // The same again changes nothing.
      const again = place(result.lock, bySuite(result.suites), cases);
      expect(again.placements.map(({ state }) => state).toSorted()).toEqual(['kept_earlier', 'unchanged']);
      expect(again.result.suites).toEqual(result.suites);
    }
  });

  it('names the draft that a later case replaces, and keeps one that scores better', () => {
    const first = place(emptyLock, new Map(), [other]);
    const second = place(first.result.lock, bySuite(first.result.suites), [given]);
    expect(second.placements).toEqual([
      {
        id: 'TC-REQ-1-1',
        document: 'a.md',
        state: 'saved',
        replaced: [{ id: 'TC-REQ-1-1', title: other.title }],
      },
    ]);
    const third = place(second.result.lock, bySuite(second.result.suites), [other]);
    expect(third.placements).toMatchObject([{ state: 'kept_earlier', reason: expect.stringMatching(/scores better/) }]);
    expect(third.result.suites).toEqual(second.result.suites);
  });

  describe('with a case for several items', () => {
    const both = { document: 'a.md', given: complete({ title: 'Both', score: 8, covers: ['REQ-1#1', 'REQ-1#2'] }) };
    const one = { document: 'a.md', given: complete({ title: 'First', score: 9, covers: ['REQ-1#1'] }) };
    const two = { document: 'a.md', given: complete({ title: 'Second', score: 8, covers: ['REQ-1#2'] }) };
    const recorded = (result: { lock: Lock; suites: DocumentSuite[] }) => ({
      lock: result.lock,
      suites: bySuite(result.suites),
    });
    const put = (at: { lock: Lock; suites: ReadonlyMap<string, DocumentSuite> }, cases: PlacedCase[]) =>
      placeCases({ ...base, ...at }, cases, { model: assistant });
    const nothing = { lock: emptyLock, suites: new Map<string, DocumentSuite>() };

    it('leaves it the items that the new one is not about, under ids of the usual form', async () => {
      const before = put(nothing, [both]).result;
      const { result, placements } = put(recorded(before), [one]);
      expect(placements).toMatchObject([{ state: 'saved' }]);
      expect(placements[0]?.replaced).toBeUndefined();
      expect(placements[0]?.id).toMatch(/^TC-REQ-1-\d+$/);
      expect(titlesOf(result)).toEqual([
        [placements[0]?.id, 'First', ['REQ-1#1']],
        ['TC-REQ-1-1', 'Both', ['REQ-1#2']],
      ]);
      // What was let go is kept by the next run, too.
      const next = await generateSuite({ ...base, ...recorded(result) });
      expect(titlesOf(next)?.slice(0, 2)).toEqual(titlesOf(result));
    });

    it('gives it in one call what a better one does not hold, and takes the whole when it is better', () => {
      expect(titlesOf(put(nothing, [both, one]).result)).toEqual([
        ['TC-REQ-1-1', 'First', ['REQ-1#1']],
        ['TC-REQ-1-2', 'Both', ['REQ-1#2']],
      ]);
      const before = put(nothing, [{ ...one, given: { ...one.given, quality_score: 7 } }, two]).result;
      const { result, placements } = put(recorded(before), [both]);
      expect(titlesOf(result)).toEqual([['TC-REQ-1-1', 'Both', ['REQ-1#1', 'REQ-1#2']]]);
      expect(placements[0]?.replaced).toEqual([
        { id: 'TC-REQ-1-1', title: 'First' },
        { id: 'TC-REQ-1-2', title: 'Second' },
      ]);
    });
  });

  it('is not written again by a model of another name', async () => {
    const { result } = place(emptyLock, new Map());
    const next = await generateSuite({
      ...base,
      lock: result.lock,
      suites: bySuite(result.suites),
      options: { upgrade: true },
    });
    expect(next.suites[0]?.test_cases.find(({ id }) => id === 'TC-REQ-1-1')?.title).toBe(given.title);
  });
});
