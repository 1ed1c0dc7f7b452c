import { describe, expect, it } from 'vitest';
import {
  added,
  answers,
  changedPaths,
  command,
  committed,
  feedback,
  lockfile,
  made,
  reactions,
  rules,
  sticky,
  suite,
} from '../../fixtures/command-run.ts';
import { baseOf, headOf } from '../../fixtures/github-answers.ts';
import { commitSha, type Files } from '../../fixtures/github-repository.ts';
import { gitRepository } from '../../fixtures/git-repository.ts';
import { runAction } from '../../fixtures/run-action.ts';
import { bot, committedFiles, github, plain, shop } from '../../fixtures/pull-request.ts';

const more = '**REQ-8** When the user closes the cart, the system shall store the order.\n';
const story = 'US-1 As a customer, I want to delete my account, so that the shop forgets me.\n';

describe.concurrent('/casewright accept', () => {
  it('signs a committed case as the command line does, and leaves everything else as it is', async () => {
    const head = await committed();
    await using fake = await github(plain, head);
    await runAction(fake, { inputs: rules });
    const run = await command(fake, '/casewright accept `TC-REQ-7-1`');
    expect(run.code).toBe(0);
    const { message, files } = made(fake);
    expect(message.split('\n')[0]).toBe('casewright: accept TC-REQ-7-1');
    expect(message).toContain('Accepted-by: octocat');
    expect(changedPaths(head, files)).toEqual([lockfile, feedback, suite]);
    await using folder = await gitRepository(head);
    await folder.run('review', 'accept', 'TC-REQ-7-1', '--by', 'octocat');
    expect(files[suite]).toBe(await folder.read(suite));
    expect(files[lockfile]).toBe(await folder.read(lockfile));
    expect(JSON.parse(files[feedback] ?? '')).toMatchObject({
      by: 'octocat',
      action: 'accept',
      case: 'shop.md:TC-REQ-7-1',
    });
    expect(reactions(fake)).toBe('eyes rocket');
    expect(run.outputs).toMatchObject({ coverage: '100.0' });
  });

  it('says so when a case is signed already, and where no comment is there answers with one', async () => {
    await using fake = await github(plain, await committed());
    await command(fake, '/casewright accept TC-REQ-7-1');
    expect(answers(fake)[0]).toContain('Accepted by octocat: TC-REQ-7-1.');
    await command(fake, { body: '/casewright accept TC-REQ-7-1', id: 501 }, { runId: 201 });
    expect(fake.commands.made).toHaveLength(1);
    expect(fake.comments.at(-1)?.body).toContain('Nothing to commit: 1 case signed like this already.');
  });

  it('commits proposed cases with the sign-off where they are those that the comment shows', async () => {
    await using fake = await github(plain, added);
    await runAction(fake, { inputs: rules });
    expect(sticky(fake).split('\n')[0]).toMatch(/ cases=[0-9a-f]{16} -->$/);
    await command(fake, '/casewright accept TC-REQ-7-1, TC-REQ-7-2');
    const { message, files } = made(fake);
    expect(message.split('\n')[0]).toBe('casewright: accept TC-REQ-7-1, TC-REQ-7-2');
    expect(changedPaths(added, files)).toEqual([lockfile, feedback, suite]);
    await using folder = await gitRepository(await committed());
    await folder.run('review', 'accept', 'TC-REQ-7-1', 'TC-REQ-7-2', '--by', 'octocat');
    expect(files[suite]).toBe(await folder.read(suite));
    expect(files[lockfile]).toBe(await folder.read(lockfile));
    expect(sticky(fake).split('\n')[0]).not.toContain('cases=');
    // One case after the other, as people do it, though each sign-off moves the head.
    await command(fake, { body: '/casewright reject TC-EXP-2-1 not for us', id: 501 }, { runId: 201 });
    expect(fake.commands.made.map(({ message }) => message.split('\n')[0])).toEqual([
      'casewright: accept TC-REQ-7-1, TC-REQ-7-2',
      'casewright: reject TC-EXP-2-1',
    ]);
    expect(sticky(fake)).toContain('Rejected by octocat: TC-EXP-2-1 (not for us).');
  });

  it('refuses proposed cases that no comment shows, or that are others than it shows', async () => {
    await using fake = await github(plain, added);
    await command(fake, '/casewright accept TC-REQ-7-1');
    expect(answers(fake)[0]).toContain('no comment of casewright shows them');
    const marker = `<!-- casewright:comment head=${headOf(1)} run=1.1 cases=0123456789abcdef -->`;
    fake.comments.splice(0, 1, { id: 700, body: `${marker}\nold`, user: bot });
    await command(fake, '/casewright accept all');
    expect(answers(fake)[0]).toContain('this run wrote others than the comment of casewright shows');
    expect(answers(fake)[0]).toContain('/casewright generate');
    expect(fake.commands.made).toEqual([]);
    expect(reactions(fake)).toBe('eyes confused');
  });

  it('refuses when the requirement changed after the comment, but not when only something else did', async () => {
    const before = await committed();
    const pushed = commitSha('pushed');
    const shown = { id: 700, body: `<!-- casewright:comment head=${headOf(1)} run=1.1 -->\nold`, user: bot };
    const open = async (after: Files) => {
      const fake = await github(plain, before, { comments: [{ ...shown }], commands: { heads: { 1: pushed } } });
      fake.commits[pushed] = after;
      return fake;
    };
    await using moved = await open({ ...before, 'shop.md': shop.replace('three', 'four') });
    await command(moved, '/casewright accept TC-REQ-7-1');
    expect(answers(moved)[0]).toContain('the pull request changed after the comment of casewright');
    expect(moved.commands.made).toEqual([]);
    await using elsewhere = await open({ ...before, 'src/b.js': '1\n' });
    await command(elsewhere, '/casewright accept TC-REQ-7-1');
    expect(made(elsewhere).parents).toEqual([pushed]);
  });

  it('refuses when the trees are too large to tell what changed after the comment', async () => {
    const before = await committed();
    const pushed = commitSha('pushed');
    const shown = { id: 700, body: `<!-- casewright:comment head=${headOf(1)} run=1.1 -->\nold`, user: bot };
    await using fake = await github(before, before, {
      comments: [shown],
      commands: { heads: { 1: pushed } },
      largestTree: 1,
    });
    fake.commits[pushed] = { ...before, 'shop.md': shop.replace('three', 'four') };
    // Changed by this pull request, as far as GitHub says.
    fake.commits[baseOf(1)] = added;
    await command(fake, '/casewright accept TC-REQ-7-1');
    expect(answers(fake)[0]).toContain('the pull request changed after the comment of casewright');
    expect(fake.commands.made).toEqual([]);
  });

  it('is done though the model is down, which other requirements need', async () => {
    await using fake = await github(plain, { ...(await committed()), 'shop.md': `${shop}\n${more}` });
    const run = await command(fake, '/casewright accept TC-REQ-7-1', { inputs: { model: 'ollama:qwen3:8b' } });
    expect(run.code).toBe(0);
    expect(made(fake).message).toContain('Accepted-by: octocat');
    expect(reactions(fake)).toBe('eyes rocket');
    expect(answers(fake)[0]).toMatch(/\nAccepted by octocat: TC-REQ-7-1\.$/);
  });

  it('is done though its report files cannot be written, and says so', async () => {
    await using fake = await github(plain, await committed());
    const options = { inputs: { 'report-dir': 'blocked/reports' }, workspace: { blocked: 'a file' } };
    const run = await command(fake, '/casewright accept TC-REQ-7-1', options);
    expect(run.code).toBe(0);
    expect(made(fake).message).toContain('Accepted-by: octocat');
    expect(reactions(fake)).toBe('eyes rocket');
    expect(answers(fake)[0]).toMatch(
      /Accepted by octocat: TC-REQ-7-1\.\n\nDone, but [^]* could not be told: cannot write the report files/,
    );
  });

  it('follows a document that was renamed: its suite moves, with the sign-off', async () => {
    const { 'shop.md': text, ...rest } = await committed();
    const head = { ...rest, 'store.md': text ?? '' };
    await using fake = await github(await committed(), head);
    await runAction(fake, { inputs: rules });
    await command(fake, '/casewright accept TC-REQ-7-1');
    const { files } = made(fake);
    const moved = 'casewright/store.md.cases.yml';
    expect(changedPaths(head, files)).toEqual(expect.arrayContaining([lockfile, feedback, moved]));
    expect(files[moved]).toContain('status: accepted');
    await using folder = await gitRepository({ ...files, 'casewright.yml': 'paths: [.]\n' });
    const explained = await folder.run('explain', 'store.md:TC-REQ-7-1');
    expect(explained.stdout).toContain('accept by octocat');
    expect((await folder.run('check', '--fail-on', 'stale,orphaned,edited')).code).toBe(0);
  });

  it('of a fork refuses when a new comment may have crossed the command', async () => {
    const shown = { id: 700, body: `<!-- casewright:comment head=${headOf(1)} run=1.1 -->\nold`, user: bot };
    await using fake = await github(plain, await committed(), {
      comments: [shown],
      commands: { branch: { repository: 'mallory/shop', ref: 'topic' } },
    });
    await command(fake, { body: '/casewright accept TC-REQ-7-1', at: '2026-11-21T07:59:59Z' });
    expect(answers(fake)[0]).toContain('the pull request changed after the comment of casewright');
  });

  it('signs all drafts that fit their requirement, and no idea', async () => {
    const head = { ...plain, 'shop.md': story, ...(await committedFiles({ 'shop.md': story })) };
    await using fake = await github(plain, head);
    await command(fake, '/casewright accept ALL');
    const { files } = made(fake);
    await using folder = await gitRepository(head);
    await folder.run('review', 'accept', '--all', '--by', 'octocat');
    expect(files[suite]).toBe(await folder.read(suite));
    expect(files[suite]).toContain('status: accepted');
    expect(files[suite]).toContain('inferred: true');
    await command(fake, { body: '/casewright accept all', id: 501 }, { runId: 201 });
    expect(fake.comments.at(-1)?.body).toContain('no draft is left');
  });

  it('says what is wrong with ids: the nearest one, and the way for an idea', async () => {
    const text = `${shop}\n${story}`;
    const head = { ...plain, 'shop.md': text, ...(await committedFiles({ 'shop.md': text })) };
    await using fake = await github(plain, head);
    await command(fake, '/casewright accept TC-REQ-7-11 TC-US-1-i1 TC-NOPE-99');
    const [answer = ''] = answers(fake);
    expect(answer).toContain('there is no case TC-REQ-7-11. Did you mean TC-REQ-7-1?');
    expect(answer).toContain('no case TC-NOPE-99. Only cases of documents that this pull request touches');
    expect(fake.commands.made).toEqual([]);
    await command(fake, { body: '/casewright accept TC-US-1-i1', id: 501 }, { runId: 201 });
    expect(fake.comments.at(-1)?.body).toContain('casewright review promote TC-US-1-i1');
  });
});

describe.concurrent('/casewright reject', () => {
  it('needs a reason, and keeps it with the case', async () => {
    await using fake = await github(plain, await committed());
    await command(fake, '/casewright reject TC-REQ-7-1');
    expect(answers(fake)[0]).toContain('a rejection needs its reason');
    await command(
      fake,
      { body: '/casewright reject TC-REQ-7-1 TC-REQ-7-2: same as before\nnot read', id: 501 },
      { runId: 201 },
    );
    expect(fake.comments.at(-1)?.body).toContain('there is no case TC-REQ-7-2:');
    await command(
      fake,
      { body: '/casewright reject TC-REQ-7-1 same as  TC-REQ-7-2\nnot read', id: 502 },
      { runId: 202 },
    );
    const { message, files } = made(fake);
    expect(message).toContain('Rejected-by: octocat');
    expect(message).not.toContain('same as');
    expect(JSON.parse(files[feedback] ?? '')).toMatchObject({ action: 'reject', reason: 'same as TC-REQ-7-2' });
    expect(files[suite]).toContain('status: rejected');
    expect(fake.comments.at(-1)?.body).toContain('Rejected by octocat: TC-REQ-7-1 (same as TC-REQ-7-2).');
  });
});

describe.concurrent('/casewright explain', () => {
  it('shows requirement, evidence, checks and history of a committed case', async () => {
    const line = JSON.stringify({
      at: '2026-01-02T00:00:00Z',
      by: 'ada',
      action: 'accept',
      case: 'shop.md:TC-REQ-7-1',
    });
    const thumb = JSON.stringify({ at: 'x', by: 'bob', action: 'reaction', content: '+1', comment: 1 });
    await using fake = await github(plain, { ...(await committed()), [feedback]: `${thumb}\n${line}\n` });
    const run = await command(fake, '/casewright explain TC-REQ-7-1');
    expect(run.code).toBe(0);
    const [answer = ''] = answers(fake);
    for (const part of [
      '<code>TC-REQ-7-1</code>',
      '**Requirement** <code>REQ-7</code>',
      '**Evidence**',
      '**Checks**',
      'passed',
      '2026-01-02 accept by ada',
      'written by rules',
    ]) {
      expect(answer).toContain(part);
    }
    expect(reactions(fake)).toBe('eyes rocket');
    expect(fake.commands.made).toEqual([]);
  });

  it('explains proposed cases, at most ten thousand characters', async () => {
    const many = Array.from(
      { length: 30 },
      (_, n) => `**REQ-${n + 1}** When the user presses key ${n + 1}, the system shall show page ${n + 1}.\n`,
    ).join('\n');
    await using fake = await github(plain, { ...plain, 'shop.md': many });
    const ids = Array.from({ length: 30 }, (_, n) => `TC-REQ-${n + 1}-1`).join(' ');
    await command(fake, `/casewright explain ${ids}`);
    const [answer = ''] = answers(fake);
    expect(answer).toContain('<code>TC-REQ-1-1</code>');
    expect(answer).toContain('The rest is left out here');
    expect(answer.length).toBeLessThan(10_100);
  });
});
