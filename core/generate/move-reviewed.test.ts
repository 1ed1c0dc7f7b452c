import { describe, expect, it } from 'vitest';
import { parseCasesYaml } from '../export/parse-cases-yaml.ts';
import { renderCasesYaml } from '../export/render-cases-yaml.ts';
import { gate } from '../gate.ts';
import { failReasons } from '../trace/fail-reasons.ts';
import { emptyLock, type Lock } from '../lock/lock.ts';
import { parseDocument } from '../parse/parse-document.ts';
import { generateSuite } from '../pipeline.ts';
import { planAgain } from './plan-again.ts';

const text = 'REQ-7 When the user submits an invalid password three times, the system shall lock the account.\n';
const changed = text.replace('three', 'four');

/** What is committed, run after run. */
function project() {
  const state: { yaml: string; lock: Lock } = { yaml: '', lock: emptyLock };
  const read = (now: string) => {
    const document = parseDocument({ path: 'a.md', text: now });
    const suite = state.yaml === '' ? undefined : parseCasesYaml({ path: 'a.yml', text: state.yaml }, document).suite;
    return { document, suite };
  };
  const generate = async (now: string) => {
    const { document, suite } = read(now);
    const suites = new Map(suite ? [['a.md', suite]] : []);
    const result = await generateSuite({
      documents: [document],
      lock: state.lock,
      suites,
      toolVersion: '0',
      now: new Date(0),
    });
    state.lock = result.lock;
    state.yaml = result.suites.map(renderCasesYaml).join('');
    return result;
  };
  const check = (now: string) => {
    const { document, suite } = read(now);
    const gated = { document: 'a.md', plan: planAgain(document, state.lock), suite };
    return gate({ documents: [gated], lock: state.lock }, { require: 'drafted', failOn: failReasons });
  };
  const edit = (from: string | RegExp, to: string) => {
    const edited = state.yaml.replace(from, to);
    expect(edited).not.toBe(state.yaml);
    state.yaml = edited;
  };
  return { state, generate, check, edit };
}

describe('the review of a stale case', () => {
  it('says what to do, and ends with the edit: the case is about the present item and replaces its draft', async () => {
    const { state, generate, check, edit } = project();
    await generate(text);
    edit('Look at the account', 'Read the account state');
    await generate(text);

    const stale = await generate(changed);
    expect(stale.stale).toEqual(['a.md:TC-REQ-7-1']);
    expect(stale.proposals).toEqual({ 'a.md:TC-REQ-7-1': 'TC-REQ-7-3' });
    expect(check(changed)).toMatchObject({ ok: false, stale: ['a.md:TC-REQ-7-1'] });

    edit('Read the account state', 'Read the state of the account');
    expect(check(changed)).toMatchObject({ stale: [], edited: ['a.md:TC-REQ-7-1'] });
    const { suite } = await generate(changed);
    expect(suite.test_cases.map(({ id, coverage_items }) => [id, coverage_items])).toEqual([
      ['TC-REQ-7-1', ['REQ-7#3']],
      ['TC-REQ-7-4', ['REQ-7#4']],
    ]);
    expect(suite.test_cases[0]?.evidence.map(({ quote }) => quote).join()).toContain('four');
    expect(check(changed)).toMatchObject({ ok: true, coverage: { items: 2, drafted: 2, accepted: 1 } });

    const before = { ...state };
    expect((await generate(changed)).stale).toEqual([]);
    expect(state).toEqual(before);
  });

  it('leaves a stale case alone that nobody edited', async () => {
    const { generate, check, edit } = project();
    await generate(text);
    edit('status: draft', 'status: accepted');
    await generate(text);
    for (let run = 0; run < 2; run += 1) {
      expect((await generate(changed)).stale).toEqual(['a.md:TC-REQ-7-1']);
      expect(check(changed).stale).toEqual(['a.md:TC-REQ-7-1']);
    }
  });

  it('adopts what a person judged when the lockfile is lost, while the requirement holds its quotes', async () => {
    const { state, generate, check, edit } = project();
    await generate(text);
    edit('status: draft', 'status: accepted');
    await generate(text);
    state.lock = emptyLock;
    expect(check(text).stale).toEqual(['a.md:TC-REQ-7-2']);
    expect((await generate(text)).stale).toEqual([]);
    expect(check(text)).toMatchObject({ ok: true, coverage: { accepted: 1 } });
    state.lock = emptyLock;
    expect((await generate(changed)).stale).toEqual(['a.md:TC-REQ-7-1']);
  });

  it('gives no id twice and no number again when the lockfile is lost after a review', async () => {
    const { state, generate, edit } = project();
    await generate(text);
    await generate(changed);
    edit('status: draft', 'status: accepted');
    state.lock = emptyLock;
    const { suite, lock } = await generate(changed);
    const ids = suite.test_cases.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(suite.summary.covered).toBe(2);
    expect(lock.requirements[0]?.next).toBeGreaterThan(3);
  });

  it('says of a case that names no item why it has no score', async () => {
    const { generate, edit } = project();
    await generate(text);
    edit(
      'test_cases:\n',
      'test_cases:\n  - {id: TC-mine, title: T, type: negative, requirement_id: REQ-7, steps: [Go], expected_result: It stops}\n',
    );
    const { suite } = await generate(text);
    expect(suite.test_cases.find(({ id }) => id === 'TC-mine')).toMatchObject({
      quality_score: 0,
      quality_notes: [expect.stringContaining('names no coverage item')],
    });
  });
});
