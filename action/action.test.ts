import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it, vi } from 'vitest';
import { parse } from 'yaml';
import { suiteSchema } from '../core/schema/suite.ts';
import { startAnsweringOllama } from '../fixtures/answering-ollama.ts';
import { startFakeGitHub } from '../fixtures/fake-github.ts';
import { headOf } from '../fixtures/github-answers.ts';
import { commitSha } from '../fixtures/github-repository.ts';
import { unstamped } from './tell/marker.ts';
import { bodyOf, bot, committedFiles, exporting, github, lock, plain, shop, vague } from '../fixtures/pull-request.ts';
import { actionPath, runAction } from '../fixtures/run-action.ts';

describe.concurrent('a pull request that touches requirements', () => {
  // ACT-1, ACT-6
  it('gets one comment with requirements, cases and questions, a summary and outputs', async () => {
    await using fake = await github(plain, { ...plain, 'docs/shop.md': `${shop}\n${vague}` });
    const run = await runAction(fake);
    expect(run).toMatchObject({ code: 0 });
    const body = bodyOf(fake);
    expect(body.split('\n')[0]).toMatch(
      new RegExp(`^<!-- casewright:comment head=${headOf(1)} run=100\\.1 cases=[0-9a-f]{16} -->$`),
    );
    for (const part of [
      'REQ-7',
      'TC-REQ-7-1',
      '| new |',
      '#### Open questions',
      'The rules write all cases',
      'casewright generate docs/shop.md',
    ]) {
      expect(body).toContain(part);
    }
    expect(run.summary).toContain(body.split('\n').slice(1).join('\n'));
    expect(run.outputs).toMatchObject({
      requirements: '3',
      coverage: '0.0',
      stale: '0',
      'written-by-model': '0',
      'comment-id': '1001',
    });
    expect(Number(run.outputs['cases'])).toBeGreaterThan(3);
    expect(run.report).toMatchObject({ check: { ok: true } });
    expect(
      new Ajv({ strict: false }).validate(
        { type: 'object', properties: { suite: suiteSchema }, required: ['suite'] },
        run.report,
      ),
    ).toBe(true);
    expect(fake.faults).toEqual([]);
  });

  // ACT-3, ACT-4
  it('is read through the API alone: no other host, no child process, nothing executed', async () => {
    await using fake = await github(plain, { ...plain, 'shop.md': shop });
    const { watched } = await runAction(fake, { inputs: { model: 'rules' } });
    expect(new Set(watched)).toEqual(new Set([`connect ${fake.url.replace('http://', '')}`]));
    expect(fake.writes()).toEqual(['POST /repos/octo/shop/issues/1/comments']);
  });

  // ACT-10
  it('is left untouched by a second run that finds the same', async () => {
    await using fake = await github(plain, { ...plain, 'shop.md': shop });
    await runAction(fake);
    const before = bodyOf(fake);
    const second = await runAction(fake, { runId: 101 });
    expect(second.outputs['comment-id']).toBe('1001');
    expect(bodyOf(fake)).toBe(before);
    expect(fake.writes()).toHaveLength(1);
  });

  it('costs nothing for requirements whose cases are committed', async () => {
    await using ollama = await startAnsweringOllama();
    const head = { ...plain, 'shop.md': shop, ...(await committedFiles({ 'shop.md': shop })) };
    await using fake = await github(plain, head);
    const run = await runAction(fake, { inputs: { 'ollama-host': ollama.host, 'fail-on': 'any' } });
    expect(run.code).toBe(0);
    expect(ollama.paths).toEqual([]);
    expect(bodyOf(fake)).toMatch(/covers all \d+ coverage items/);
    expect(run.outputs).toMatchObject({ coverage: '100.0', uncovered: '0' });
  });

  it('shows as changed what changed since the branch was cut, and as unchanged what only moved', async () => {
    const moved = `# Shop\n\nWelcome.\n\n${exporting.replace(' SHALL', '\nSHALL')}\n${lock.replace('three', 'four')}`;
    await using fake = await github({ ...plain, 'shop.md': `${shop}\n${vague}` }, { ...plain, 'shop.md': moved });
    await runAction(fake);
    const body = bodyOf(fake);
    expect(body).toMatch(/\| <code>REQ-7<\/code> .* \| changed \|/);
    expect(body).toMatch(/\| <code>UI-1<\/code> .* \| removed \|/);
    expect(body).toMatch(/\| <code>EXP-2<\/code> .* \| unchanged \|/);
  });

  // ACT-18
  it('names stale cases, and fails the job only when asked to', async () => {
    const committed = await committedFiles({ 'shop.md': shop });
    const head = { ...plain, 'shop.md': shop.replace('three', 'four'), ...committed };
    await using fake = await github({ ...plain, 'shop.md': shop, ...committed }, head);
    expect((await runAction(fake)).code).toBe(0);
    const strict = await runAction(fake, { inputs: { 'fail-on': 'uncovered, stale' }, runId: 101 });
    expect(strict.code).toBe(1);
    expect(strict.log).toMatch(/gate_closed.*stale \(shop\.md:TC-REQ-7-1/);
    expect(bodyOf(fake)).toMatch(/The gate is closed.*stale/);
    expect(strict.outputs['stale']).not.toBe('0');
  });

  it('counts only accepted cases with require: accepted', async () => {
    const committed = await committedFiles({ 'shop.md': shop });
    await using fake = await github(plain, { ...plain, 'shop.md': shop, ...committed });
    const run = await runAction(fake, { inputs: { 'fail-on': 'uncovered', require: 'accepted' } });
    expect(run).toMatchObject({ code: 1, outputs: { coverage: '0.0' } });
    expect(Number(run.outputs['uncovered'])).toBeGreaterThan(3);
  });

  it('names the cases of a removed document as orphaned', async () => {
    const committed = await committedFiles({ 'shop.md': shop });
    await using fake = await github({ ...plain, 'shop.md': shop, ...committed }, { ...plain, ...committed });
    const run = await runAction(fake, { inputs: { 'fail-on': 'orphaned' } });
    expect(run.code).toBe(1);
    expect(bodyOf(fake)).toMatch(/\*\*Orphaned\*\*.*<code>TC-REQ-7-1<\/code>/);
    expect(bodyOf(fake)).toContain('<code>shop.md</code> is gone');
  });

  it('passes over what the head waives, and names each new waiver', async () => {
    const waiver = (ids: string) =>
      `waivers:\n  - ids: [${ids}]\n    reason: legacy\n    owner: Ada\n    expires: '2999-12-31'\n`;
    const base = { ...plain, 'shop.md': exporting, 'casewright/waivers.yml': waiver('REQ-1') };
    const head = { ...base, 'shop.md': shop, 'casewright/waivers.yml': waiver('REQ-1, REQ-7, EXP-2') };
    await using fake = await github(base, head);
    const run = await runAction(fake, { inputs: { 'fail-on': 'uncovered' } });
    expect(run).toMatchObject({ code: 0, report: { check: { ok: true, uncovered: [] } } });
    expect(bodyOf(fake)).toMatch(
      /findings waived\..*New waivers in this change:\*\* <code>REQ-7<\/code>, <code>EXP-2<\/code>/,
    );
    expect(bodyOf(fake)).not.toContain('<code>REQ-1</code>');
  });

  it('follows a document that was renamed: its cases stay what they are', async () => {
    const committed = await committedFiles({ 'shop.md': shop });
    await using fake = await github(
      { ...plain, 'shop.md': shop, ...committed },
      { ...plain, 'docs/shop.md': shop, ...committed },
    );
    const run = await runAction(fake, { inputs: { 'fail-on': 'stale, orphaned, uncovered' } });
    expect(run).toMatchObject({ code: 0, outputs: { coverage: '100.0', stale: '0', uncovered: '0' } });
  });

  it('compares a renamed document with the one it was', async () => {
    await using fake = await github(
      { ...plain, 'shop.md': shop },
      { ...plain, 'docs/shop.md': shop.replace('three', 'four') },
    );
    await runAction(fake);
    expect(bodyOf(fake)).toMatch(/REQ-7.*\| changed \|/);
    expect(bodyOf(fake)).not.toContain('| removed |');
  });

  it('leaves requirements over max-requirements for another run, and says so', async () => {
    await using fake = await github(plain, { ...plain, 'shop.md': shop });
    await runAction(fake, { inputs: { 'max-requirements': '1' } });
    expect(bodyOf(fake)).toContain('1 requirement left for another run');
  });

  it('reads a file of several megabytes, and says which ones it does not read', async () => {
    const large = `# Large\n\n${lock}\n${'Some words that fill the file.\n\n'.repeat(60_000)}`;
    const head = {
      ...plain,
      'large.md': large,
      'link.md': { link: 'large.md' },
      'sub.md': { submodule: 'a'.repeat(40) },
      'bytes.md': Uint8Array.of(0, 1, 2),
    };
    await using fake = await github(plain, head);
    const run = await runAction(fake);
    const body = bodyOf(fake);
    for (const code of ['REQ-7', 'link.md is a symbolic link', 'sub.md is a submodule', 'bytes.md is a binary file'])
      expect(body).toContain(code);
    expect(run.code).toBe(0);
  });

  it('finds files in a tree too large for one answer', async () => {
    await using fake = await github(plain, { ...plain, 'docs/deep/shop.md': shop }, { largestTree: 1 });
    const run = await runAction(fake);
    expect(run.code).toBe(0);
    expect(bodyOf(fake)).toContain('docs/deep/shop.md');
  });

  it('sees requirement files beyond the first page of changed files', async () => {
    const many = Object.fromEntries(
      [...Array(250).keys()].map((index) => [`a/${String(index).padStart(3, '0')}.txt`, `${index}`]),
    );
    await using fake = await github(plain, { ...plain, ...many, 'z/shop.md': shop });
    await runAction(fake);
    expect(bodyOf(fake)).toContain('z/shop.md');
  });
});

describe.concurrent('the configuration', () => {
  // ACT-2
  it('comes from the base: the head cannot change it', async () => {
    const base = { ...plain, 'casewright.yml': 'paths: [docs]\n' };
    await using fake = await github(base, {
      ...base,
      'casewright.yml': 'ollama_host: evil.example\n',
      'docs/a.md': lock,
      'other/b.md': exporting,
    });
    await runAction(fake);
    expect(bodyOf(fake)).toContain('REQ-7');
    expect(bodyOf(fake)).not.toContain('EXP-2');
  });

  it('with an unknown key fails the job, naming the key, the place and what was meant', async () => {
    await using fake = await github({ 'casewright.yml': 'modle: rules\n' }, { 'shop.md': shop });
    const run = await runAction(fake);
    expect(run.code).toBe(1);
    for (const part of ['unknown key "modle"', 'Did you mean "model"?', 'casewright.yml:1:1'])
      expect(run.log).toContain(part);
    expect(fake.comments).toEqual([]);
  });

  it('that is broken at the base does not stop the pull request that mends it, and the summary says that nothing was judged', async () => {
    const broken = { ...plain, 'casewright.yml': 'pathz: [docs]\n' };
    await using fake = await github(broken, { ...broken, 'shop.md': shop, 'casewright.yml': 'paths: [docs]\n' });
    const run = await runAction(fake, { inputs: { 'fail-on': 'any' } });
    expect(run).toMatchObject({ code: 0, summary: expect.stringContaining('No gate was checked') });
    await using other = await github(broken, { ...broken, 'shop.md': shop });
    expect(await runAction(other, { inputs: { 'fail-on': 'any' } })).toMatchObject({ code: 1 });
  });

  it('that the input names must be there', async () => {
    await using fake = await github(plain, { 'shop.md': shop });
    const run = await runAction(fake, { inputs: { config: 'qa/casewright.yml' } });
    expect(run.log).toContain('the input config names qa/casewright.yml, which the base does not have');
  });
});

describe.concurrent('inputs', () => {
  // ACT-19
  it('that are wrong fail at once, each with its value and what is allowed', async () => {
    await using fake = await github(plain, { 'shop.md': shop });
    const inputs = {
      comment: 'sometimes',
      'fail-on': 'stale,rotten',
      require: 'perhaps',
      'max-requirements': '0',
      'dry-run': 'yes',
    };
    const run = await runAction(fake, { inputs });
    expect(run.code).toBe(1);
    for (const [name, value] of Object.entries(inputs)) expect(run.log).toContain(`the input ${name} is "${value}"`);
    expect(run.log).toContain('Allowed: auto, always, never.');
    expect(run.log).toContain('uncovered, stale, orphaned');
    expect(fake.requests).toEqual([]);
  });

  it('of action.yml are those that the code reads, and its outputs those that a run sets', async () => {
    const { inputs, outputs, runs } = parse(readFileSync(new URL('../action.yml', import.meta.url), 'utf8'));
    const source = readFileSync(new URL('inputs.ts', import.meta.url), 'utf8');
    const reads = [...source.matchAll(/(?:text|read(?:<[^>]*>)?)\('([a-z-]+)'/g)].map(([, name]) => name);
    expect(new Set(reads)).toEqual(new Set(Object.keys(inputs)));
    expect(runs).toEqual({ using: 'node24', main: 'dist/action/index.js' });
    await using fake = await github(plain, { 'shop.md': shop });
    expect(Object.keys((await runAction(fake)).outputs).toSorted()).toEqual(Object.keys(outputs).toSorted());
  });

  it('keep the comment away with comment: never and with dry-run', async () => {
    await using fake = await github(plain, { 'shop.md': shop });
    const never = await runAction(fake, { inputs: { comment: 'never' } });
    const dry = await runAction(fake, { inputs: { 'dry-run': 'true' } });
    expect([never.code, dry.code, fake.writes()]).toEqual([0, 0, []]);
    expect(dry.summary).toContain('Dry run');
  });
});

describe.concurrent('a pull request that touches no requirement', () => {
  const base = { ...plain, 'shop.md': shop };
  const head = { ...base, 'src/a.js': 'x', 'README.md': '# Shop\n\nPlants, books and more.\n' };

  it('gets no comment with auto, and one with always', async () => {
    await using fake = await github(base, head);
    const run = await runAction(fake);
    expect([run.code, fake.writes()]).toEqual([0, []]);
    expect(run.summary).toContain('nothing to test');
    await runAction(fake, { inputs: { comment: 'always' } });
    expect(bodyOf(fake)).toContain('nothing to test');
  });

  it('has its earlier comment updated', async () => {
    const earlier = { id: 5, body: `<!-- casewright:comment head=${'a'.repeat(40)} run=1.1 -->\nold`, user: bot };
    await using fake = await github(base, head, { comments: [earlier] });
    await runAction(fake);
    expect(bodyOf(fake)).toContain('nothing to test');
  });
});

describe.concurrent('the comment', () => {
  const head = { ...plain, 'shop.md': shop };
  const marker = (run: string) => `<!-- casewright:comment head=${'a'.repeat(40)} run=${run} -->\n`;
  const chatter = (from: number, to: number) =>
    [...Array(to - from).keys()].map((index) => ({
      id: from + index,
      body: 'Looks good',
      user: { login: 'ada', type: 'User' },
    }));

  // ACT-7
  it('is found among many, past copies of its marker by others, and updated in place', async () => {
    const spoof = { id: 1, body: `${marker('9.1')}spoofed`, user: { login: 'mallory', type: 'User' } };
    const twin = { id: 2, body: `${marker('9.1')}spoofed`, user: { login: 'github-actions', type: 'User' } };
    const mine = { id: 180, body: `${marker('9.1')}old`, user: bot };
    await using fake = await github(plain, head, {
      comments: [spoof, twin, ...chatter(10, 170), mine, ...chatter(200, 260)],
    });
    const run = await runAction(fake);
    expect(run.outputs['comment-id']).toBe('180');
    expect(fake.writes()).toEqual(['PATCH /repos/octo/shop/issues/comments/180']);
    expect(spoof.body).toContain('spoofed');
  });

  // ACT-8
  it('of two own ones becomes one, the older', async () => {
    const twins = [20, 10].map((id) => ({ id, body: `${marker('9.1')}old`, user: bot }));
    await using fake = await github(plain, head, { comments: twins });
    await runAction(fake);
    expect(fake.comments.map(({ id }) => id)).toEqual([10]);
    expect(bodyOf(fake)).toContain('REQ-7');
  });

  // ACT-9
  it('of a later run is not overwritten', async () => {
    await using fake = await github(plain, head, { comments: [{ id: 7, body: `${marker('101.1')}newer`, user: bot }] });
    const run = await runAction(fake, { runId: 100, attempt: 3 });
    expect([run.code, fake.writes()]).toEqual([0, []]);
    expect(run.summary).toContain('A later run has already commented.');
  });

  // ACT-7
  it('belongs to the app or person that the token belongs to', async () => {
    const mine = { id: 7, body: `${marker('1.1')}old`, user: { login: 'ada', type: 'User' } };
    const others = { id: 6, body: `${marker('1.1')}old`, user: bot };
    await using fake = await github(plain, head, { comments: [others, mine], viewer: 'ada' });
    await runAction(fake);
    expect(fake.writes()).toEqual(['PATCH /repos/octo/shop/issues/comments/7']);
  });

  // ACT-5
  it('makes nothing of hostile text', async () => {
    const hostile = `# Shop\n\n**REQ-1** The shop shall show "@octocat #12 GH-3 <!-- casewright:comment --> </details> ![x](http://evil.example/x.png) $& \u202e" to the user when a|b is ~~sold~~.\n\n- [link](javascript:alert(1)) must open.\n`;
    await using fake = await github(plain, { ...plain, 'shop.md': hostile });
    await runAction(fake);
    const body = bodyOf(fake);
    expect(body).not.toMatch(/@octocat|#12\b|GH-3|!\[|(?<!\\)\]\(|https?:\/\/|\u202e|<\/details> !/);
    expect(body.match(/<!--/g)).toHaveLength(1);
    expect(body.match(/<details>/g)?.length).toBe(body.match(/<\/details>/g)?.length);
    expect(body).toContain('<span>$</span>&amp;');
  });

  // ACT-11
  it('that would be too long loses detail, not its form', async () => {
    const many = [...Array(400).keys()].map(
      (n) =>
        `**BIG-${n}** When sensor ${n} reports more than ${n + 3} °C three times, the system shall close valve ${n}.\n`,
    );
    await using fake = await github(plain, { ...plain, 'big.md': `# Big\n\n${many.join('\n')}` });
    const run = await runAction(fake);
    const body = bodyOf(fake);
    expect(run.code).toBe(0);
    expect(unstamped(body)?.body.length).toBeLessThanOrEqual(65_000);
    expect(body).toContain('Shortened to fit');
    expect(body.match(/<details>/g)?.length).toBe(body.match(/<\/details>/g)?.length);
    expect(Buffer.byteLength(run.summary)).toBeLessThan(1024 * 1024);
    expect(run.summary).toContain('BIG-399');
  });

  // ACT-14, ACT-15
  it.each([403, 422, 502])('that GitHub refuses with %i does not fail the job: the summary tells', async (status) => {
    const faults = [
      { at: /^POST .*comments/, status, body: '<html>no</html>', headers: { 'content-type': 'text/html' } },
    ];
    await using fake = await github(plain, head, { faults });
    const run = await runAction(fake);
    expect(run.code).toBe(0);
    expect(run.summary).toContain('No comment was written');
    expect(run.summary).toContain('REQ-7');
    expect(run.log).toMatch(status === 403 ? /::notice::.*forks/ : /::warning::/);
  });
});

describe.concurrent('GitHub in trouble', () => {
  const head = { ...plain, 'shop.md': shop };

  // ACT-16
  it('rejects a token: the job fails and says what to do', async () => {
    await using fake = await github(plain, head, {
      faults: [{ at: /./, status: 401, body: '{"message":"Bad credentials"}' }],
    });
    const run = await runAction(fake);
    expect(run.code).toBe(1);
    expect(run.log).toContain('token_rejected');
  });

  it('rejects the token only when the comment is written: the job fails too', async () => {
    await using fake = await github(plain, head, {
      faults: [{ at: /^POST .*comments/, status: 401, body: '{"message":"Bad credentials"}' }],
    });
    expect(await runAction(fake)).toMatchObject({ code: 1 });
  });

  it('answers 500, breaks a connection or is slow: the run tries again and waits', async () => {
    const faults = [
      { at: /pulls\/1\/files/, status: 500, times: 1 },
      { at: /git\/blobs/, reset: true, times: 1 },
      { at: /git\/trees/, slowMs: 500, times: 1 },
    ];
    await using fake = await github(plain, head, { faults });
    const run = await runAction(fake);
    expect(run.code).toBe(0);
    expect(bodyOf(fake)).toContain('REQ-7');
  });

  it('asks to slow down: the comment is written after the pause', async () => {
    const body = '{"message":"You have exceeded a secondary rate limit."}';
    const faults = [{ at: /^POST .*comments/, status: 403, times: 1, body, headers: { 'retry-after': '1' } }];
    await using fake = await github(plain, head, { faults });
    await runAction(fake);
    expect(bodyOf(fake)).toContain('REQ-7');
  });

  it('does not show the files: the job fails and names the permission', async () => {
    await using fake = await github(plain, head, {
      faults: [{ at: /git\/trees/, status: 403, body: '{"message":"Resource not accessible by integration"}' }],
    });
    const run = await runAction(fake);
    expect(run.code).toBe(1);
    expect(run.log).toContain('contents: read');
  });
});

describe.concurrent('the model', () => {
  const head = { ...plain, 'shop.md': shop };

  it('is asked at the configured host and nowhere else, and drafts that are better stay', async () => {
    await using ollama = await startAnsweringOllama();
    await using fake = await github(plain, head);
    const { watched, code } = await runAction(fake, { inputs: { 'ollama-host': ollama.host } });
    expect(code).toBe(0);
    expect(ollama.calls).toBeGreaterThan(0);
    expect(new Set(watched)).toEqual(new Set([`connect ${fake.url.replace('http://', '')}`, `connect ${ollama.host}`]));
    expect(bodyOf(fake)).toMatch(/Asked in this run: <code>ollama:tiny:1b<\/code>.*turned down/);
  });

  it('that nobody demanded and that does not answer is replaced by rules, and the comment says so', async () => {
    await using fake = await github(plain, head);
    const run = await runAction(fake);
    expect(run.code).toBe(0);
    // In the verdict, before all tables: who expects a model must not overlook that there was none.
    expect(bodyOf(fake).split('| Coverage')[0]).toMatch(/No model wrote.*127\.0\.0\.1:9.*The rules write all cases/);
  });

  // ACT-20
  it('that was demanded and is down fails the job, names the host, and keeps the earlier comment', async () => {
    const earlier = { id: 5, body: `<!-- casewright:comment head=${'a'.repeat(40)} run=1.1 -->\nold`, user: bot };
    await using fake = await github(plain, head, { comments: [earlier] });
    const run = await runAction(fake, { inputs: { model: 'ollama:qwen3:8b' } });
    expect(run.code).toBe(1);
    expect(run.log).toContain('127.0.0.1:9');
    expect(bodyOf(fake)).toContain('old');
    expect(fake.writes()).toEqual([]);
  });
});

describe.concurrent('a cancelled run', () => {
  it('ends at once, says so, and keeps the earlier comment', async () => {
    const earlier = { id: 5, body: `<!-- casewright:comment head=${'a'.repeat(40)} run=1.1 -->\nold`, user: bot };
    await using ollama = await startAnsweringOllama({ hangAt: 1 });
    await using fake = await github(plain, { ...plain, 'shop.md': shop }, { comments: [earlier] });
    const cancel = vi.waitUntil(() => ollama.calls > 0, { timeout: 20_000 });
    const run = await runAction(fake, { inputs: { 'ollama-host': ollama.host }, cancel });
    expect(run.code).toBe(1);
    expect(run.log).toContain('cancelled');
    expect(fake.writes()).toEqual([]);
  });
});

describe.concurrent('other events', () => {
  const sha = commitSha('main');

  it.each(['push', 'workflow_dispatch', 'schedule', 'merge_group'])(
    '%s judges all documents of the commit in the summary',
    async (name) => {
      const committed = await committedFiles({ 'shop.md': shop, 'gone.md': lock });
      await using fake = await startFakeGitHub({ commits: { [sha]: { ...plain, 'shop.md': shop, ...committed } } });
      const run = await runAction(fake, { event: { name, sha } });
      expect(run.code).toBe(0);
      expect(fake.writes()).toEqual([]);
      expect(run.summary).toContain('<code>gone.md:TC-REQ-7-1</code>');
      expect(run.summary).toContain('2 unchanged requirements');
      expect(fake.faults).toEqual([]);
    },
  );

  it('find nothing without failing', async () => {
    await using fake = await startFakeGitHub({ commits: { [sha]: plain } });
    const run = await runAction(fake, { event: { name: 'push', sha } });
    expect(run.code).toBe(0);
    expect(run.summary).toContain('nothing to test');
  });
});

describe('the bundle', () => {
  it('writes outputs with a delimiter that no text can guess', async () => {
    await using fake = await github(plain, { 'shop.md': shop });
    const [first, second] = [await runAction(fake), await runAction(fake)];
    const delimiter = /<<(ghadelimiter_[\w-]{36})/.exec(first.outputFile)?.[1];
    expect(delimiter).toBeDefined();
    expect(second.outputFile).not.toContain(delimiter);
  });

  it('is what these tests run, unless they are told otherwise', () => {
    expect(process.env['CASEWRIGHT_ACTION'] ?? actionPath).toMatch(
      process.env['CASEWRIGHT_ACTION'] ? /./ : /dist\/action\/index\.js$/,
    );
  });
});
