import { describe, expect, it } from 'vitest';
import { judgeCases } from '../judge/judge-cases.ts';
import { assistant, emptyLock, type Lock } from '../lock/lock.ts';
import { parseDocument } from '../parse/parse-document.ts';
import { generateSuite } from '../pipeline.ts';
import type { DocumentSuite } from '../export/suite-file.ts';
import { planAgain } from './plan-again.ts';
import { placeCases } from './place-cases.ts';

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
