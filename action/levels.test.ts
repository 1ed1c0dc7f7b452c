import { describe, expect, it } from 'vitest';
import { baseOf, headOf } from '../fixtures/github-answers.ts';
import { commitSha } from '../fixtures/github-repository.ts';
import { startFakeGitHub } from '../fixtures/fake-github.ts';
import { bodyOf, committedFiles, exporting, github, lock, plain, shop } from '../fixtures/pull-request.ts';
import { runAction } from '../fixtures/run-action.ts';

const tested = { 'casewright.yml': 'tests: [tests]\n' };
const test = "it('REQ-7: locks the account', () => {});\n";
const shared = { ...plain, ...tested };

describe.concurrent('the levels above drafts', () => {
  it('are not known where the configuration names no tests', async () => {
    await using fake = await github(plain, { ...plain, 'shop.md': shop });
    await runAction(fake);
    expect(bodyOf(fake)).toContain('Not known: automated, passed. The configuration names no `tests`.');
  });

  it('count tests of the head that carry an id, read by the hundred', async () => {
    const committed = await committedFiles({ 'shop.md': shop });
    const tests = Object.fromEntries(
      [...Array(150).keys()].map((n) => [`tests/other-${n}.test.ts`, `it('nothing ${n}', () => {});\n`]),
    );
    const head = { ...shared, 'shop.md': shop, ...committed, ...tests, 'tests/lock.test.ts': test };
    await using fake = await github(shared, head);
    const run = await runAction(fake, { inputs: { require: 'automated', 'fail-on': 'uncovered' } });
    expect(run.code).toBe(1);
    expect(run.log).toMatch(/uncovered \(shop\.md:EXP-2/);
    expect(run.log).not.toMatch(/uncovered \([^)]*REQ-7/);
    expect(fake.requests.filter((each) => each.includes('graphql')).length).toBeLessThan(6);
    expect(bodyOf(fake)).toMatch(
      /\| as committed \| 4&nbsp;of&nbsp;4 .* \| 0&nbsp;of&nbsp;4 .* \| 2&nbsp;of&nbsp;4 .* \|\n/,
    );
  });

  it('count results that an earlier step left in the workspace', async () => {
    const config = { 'casewright.yml': "tests: [tests]\nresults: ['reports/*.xml']\n" };
    const committed = await committedFiles({ 'shop.md': lock });
    const head = { ...plain, ...config, 'shop.md': lock, ...committed, 'tests/lock.test.ts': test };
    const results = '<testsuite><testcase name="REQ-7: locks the account" classname="x"/></testsuite>';
    await using fake = await github({ ...plain, ...config }, head);
    const inputs = { require: 'passed', 'fail-on': 'uncovered' };
    expect(await runAction(fake, { inputs, workspace: { 'reports/junit.xml': results } })).toMatchObject({
      code: 0,
      outputs: { coverage: '100.0' },
    });
    const without = await runAction(fake, { inputs, runId: 101 });
    expect(without.code).toBe(1);
    expect(without.log).toContain('::warning::no_match');
  });

  it('cannot be demanded where nobody says where tests are', async () => {
    await using fake = await github(plain, { ...plain, 'shop.md': shop });
    const run = await runAction(fake, { inputs: { require: 'automated' } });
    expect(run).toMatchObject({ code: 1, log: expect.stringContaining('no_tests') });
    expect(fake.writes()).toEqual([]);
  });
});

describe.concurrent('a ratchet', () => {
  const before = { ...plain, 'shop.md': lock };

  it('lets pass what was as bad before, and nothing else', async () => {
    await using same = await github(before, { ...before, 'shop.md': `# Shop\n\n${lock}` });
    const inputs = { 'fail-on': 'any', ratchet: 'base' };
    expect(await runAction(same, { inputs })).toMatchObject({ code: 0 });
    await using worse = await github(before, { ...before, 'shop.md': `${lock}\n${exporting}` });
    const run = await runAction(worse, { inputs });
    expect(run.code).toBe(1);
    expect(run.log).toMatch(/compared with base: \d uncovered \(shop\.md:EXP-2/);
    expect(bodyOf(worse)).toMatch(/gate is closed.*Only what is worse than at <code>base<\/code> counts/);
  });

  it('compares with a branch, and says where there is none of that name', async () => {
    const release = commitSha('release');
    const commits = {
      [baseOf(1)]: before,
      [headOf(1)]: { ...before, 'shop.md': `${lock}\n${exporting}` },
      [release]: { ...plain, 'shop.md': shop },
    };
    await using fake = await startFakeGitHub({ commits, refs: { release } });
    expect(await runAction(fake, { inputs: { 'fail-on': 'any', ratchet: 'release' } })).toMatchObject({ code: 0 });
    const wrong = await runAction(fake, { inputs: { ratchet: 'nowhere' }, runId: 101 });
    expect(wrong).toMatchObject({ code: 1, log: expect.stringContaining('the input ratchet is "nowhere"') });
  });

  it('of a push compares with what was pushed onto; without a past it fails rather than pass everything', async () => {
    const [old, now] = [commitSha('old'), commitSha('now')];
    await using fake = await startFakeGitHub({ commits: { [old]: before, [now]: { ...before, 'new.md': exporting } } });
    const inputs = { 'fail-on': 'uncovered', ratchet: 'base' };
    const pushed = await runAction(fake, { inputs, event: { name: 'push', sha: now, payload: { before: old } } });
    expect(pushed).toMatchObject({ code: 1, log: expect.stringContaining('new.md:EXP-2') });
    expect(pushed.log).not.toContain('REQ-7');
    const first = await runAction(fake, {
      inputs,
      event: { name: 'push', sha: now, payload: { before: '0'.repeat(40) } },
    });
    expect(first).toMatchObject({ code: 1, log: expect.stringContaining('nothing before it') });
  });
});
