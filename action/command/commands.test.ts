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
import { headOf } from '../../fixtures/github-answers.ts';
import { gitRepository } from '../../fixtures/git-repository.ts';
import { type ActionRun, runAction } from '../../fixtures/run-action.ts';
import { bot, github, plain } from '../../fixtures/pull-request.ts';

describe.concurrent('a comment', () => {
  it('that is no command costs no request', async () => {
    await using fake = await github(plain, added);
    for (const body of [
      'LGTM',
      'see /casewright accept all',
      '> /casewright accept all',
      'x\n/casewright generate',
      '/casewrights help',
    ]) {
      const run = await command(fake, body);
      expect(run).toMatchObject({ code: 0, summary: '' });
      expect(run.log).toContain('no command for casewright');
    }
    expect(fake.requests).toEqual([]);
  });

  it('of a bot or one that was edited is no command', async () => {
    await using fake = await github(plain, added);
    const byBot = await command(fake, { body: '/casewright generate', login: 'renovate[bot]', type: 'Bot' });
    const edited = await command(fake, { body: '/casewright generate', action: 'edited' });
    expect([byBot.code, edited.code]).toEqual([0, 0]);
    expect(byBot.log).toContain('by a bot');
    expect(edited.log).toContain('not new');
    expect(fake.requests).toEqual([]);
  });

  it('under a plain issue is told so in the log and gets nothing', async () => {
    await using fake = await github(plain, added);
    const run = await command(fake, { body: '/casewright generate', isIssue: true });
    expect(run.code).toBe(0);
    expect(run.log).toContain('::notice::A command counts only in a comment on a pull request.');
    expect(fake.requests).toEqual([]);
  });

  // ACT-21
  it('of somebody who may only read gets a thumb down and no words', async () => {
    await using fake = await github(plain, added);
    const run = await command(fake, { body: '/casewright frobnicate', login: 'mallory' });
    expect(run.code).toBe(0);
    expect(reactions(fake)).toBe('-1');
    expect(fake.comments).toEqual([]);
    expect(run.log).toContain('mallory may not write to this repository');
    expect(run.summary).toContain('mallory may not write to this repository');
    expect(fake.writes()).toEqual(['POST /repos/octo/shop/issues/comments/500/reactions']);
  });

  it('is not followed where GitHub does not say what its author may do', async () => {
    await using fake = await github(plain, added, { faults: [{ at: /GET .*\/permission/, status: 403 }] });
    const run = await command(fake, '/casewright generate');
    expect(run).toMatchObject({ code: 0 });
    expect(run.log).toContain('GitHub does not say whether octocat may write to this repository (403)');
    expect(fake.commands.made).toEqual([]);
    expect(reactions(fake)).toBe('-1');
  });

  // ACT-21
  it('of a maintainer or an administrator is followed', async () => {
    await using fake = await github(plain, added, {
      commands: { permissions: { maintainer: 'write', root: 'admin' } },
    });
    await command(fake, { body: '/casewright help', login: 'maintainer' });
    await command(fake, { body: '/CASEWRIGHT help'.toLowerCase(), login: 'root', id: 501 });
    expect(fake.comments.map(({ body }) => body.split('\n')[0])).toEqual([
      '<!-- casewright:reply to=500 -->',
      '<!-- casewright:reply to=501 -->',
    ]);
    expect(answers(fake)[0]).toContain('`/casewright reject TC-REQ-7-1 why`');
  });

  it('with an unknown command is told the nearest one', async () => {
    await using fake = await github(plain, added);
    const run = await command(fake, '/casewright genrate');
    expect(run.code).toBe(0);
    expect(reactions(fake)).toBe('eyes confused');
    expect(answers(fake)[0]).toContain('Did you mean /casewright generate?');
  });

  it('is followed though no reaction can be written', async () => {
    await using fake = await github(plain, added, { faults: [{ at: /POST .*\/reactions/, status: 403 }] });
    const run = await command(fake, '/casewright generate');
    expect(run.code).toBe(0);
    expect(run.log).toContain('cannot react with eyes');
    expect(made(fake).files[suite]).toContain('TC-REQ-7-1');
  });

  it('under a closed pull request commits nothing', async () => {
    await using fake = await github(plain, added);
    await command(fake, { body: '/casewright generate', state: 'closed' });
    expect(answers(fake)[0]).toContain('the pull request is closed');
    expect(fake.commands.made).toEqual([]);
  });
});

describe.concurrent('/casewright generate', () => {
  it('commits exactly suite and lockfile on top of the head, and the comment says that all is covered', async () => {
    await using fake = await github(plain, added);
    await runAction(fake, { inputs: rules });
    expect(sticky(fake)).toMatch(/covers \*\*0 of \d+/);
    const run = await command(fake, '/casewright generate', { inputs: { 'fail-on': 'any', require: 'accepted' } });
    expect(run.code).toBe(0);
    const { sha, message, parents, files } = made(fake);
    expect(parents).toEqual([headOf(1)]);
    expect(files).toEqual(await committed());
    expect(message).toBe(
      'casewright: generate cases of 2 requirements\n\nGenerated-for: octocat\nCommand: https://github.com/octo/shop/pull/1#issuecomment-500',
    );
    expect(reactions(fake)).toBe('eyes rocket');
    expect(answers(fake)).toEqual([]);
    expect(fake.comments).toHaveLength(1);
    expect(sticky(fake)).toContain(`head=${sha} run=200.1 -->`);
    expect(sticky(fake)).not.toContain('differ in words');
    expect(sticky(fake)).toMatch(/as committed \| (\d+)&nbsp;of&nbsp;\1 \(100\.0/);
    const again = await command(fake, { body: '/casewright generate', id: 501 }, { runId: 201 });
    expect(again.code).toBe(0);
    expect(fake.commands.made).toHaveLength(1);
    expect(fake.comments.at(-1)?.body).toContain('Nothing to commit');
  });

  it('says so where it commits other cases than the comment shows', async () => {
    const body = `<!-- casewright:comment head=${headOf(1)} run=1.1 cases=0123456789abcdef -->\nold`;
    await using fake = await github(plain, added, { comments: [{ id: 700, body, user: bot }] });
    await command(fake, '/casewright generate');
    expect(sticky(fake)).toContain('They differ in words from those that the comment showed.');
  });

  it('removes the suite of a document that is gone', async () => {
    const before = await committed();
    const { 'shop.md': _, ...head } = before;
    await using fake = await github(before, head);
    await command(fake, '/casewright generate');
    const { files } = made(fake);
    expect(files).not.toHaveProperty([suite]);
    expect(changedPaths(head, files)).toEqual([lockfile, suite]);
  });

  it('takes over reactions to the comment, once each', async () => {
    const shown = { id: 700, body: `<!-- casewright:comment head=${headOf(1)} run=1.1 -->\nold`, user: bot };
    const thumb = (content: string, login: string) => ({ comment: 700, content, login });
    const given = [thumb('+1', 'ada'), thumb('-1', 'bob'), thumb('heart', 'eve'), thumb('+1', 'helper[bot]')];
    const known = '{"at":"2026-11-21T08:30:00Z","by":"bob","action":"reaction","content":"-1","comment":700}\n';
    await using fake = await github(
      plain,
      { ...added, [feedback]: known },
      {
        comments: [shown],
        commands: { reactions: given },
      },
    );
    const run = await command(fake, '/casewright generate');
    const lines = (made(fake).files[feedback] ?? '').trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      { at: '2026-11-21T08:30:00Z', by: 'bob', action: 'reaction', content: '-1', comment: 700 },
      { at: '2026-11-21T08:30:00Z', by: 'ada', action: 'reaction', content: '+1', comment: 700 },
    ]);
    expect(run.report).toMatchObject({ feedback: { up: 2, down: 1 } });
  });
});

describe.concurrent('where casewright may not commit', () => {
  it('of a fork, it leaves a patch that git applies to the same files', async () => {
    await using direct = await github(plain, added);
    await runAction(direct, { inputs: rules });
    await command(direct, '/casewright accept TC-REQ-7-1');
    await using fake = await github(plain, added, {
      commands: { branch: { repository: 'mallory/shop', ref: 'topic' } },
    });
    await runAction(fake, { inputs: rules });
    const before = sticky(fake);
    const run = await command(fake, '/casewright accept TC-REQ-7-1');
    expect(run.code).toBe(0);
    expect(fake.commands.made).toEqual([]);
    expect(answers(fake)[0]).toContain('The pull request comes from a fork');
    expect(answers(fake)[0]).toContain('[this run](https://github.com/octo/shop/actions/runs/200)');
    expect(sticky(fake)).toBe(before);
    await using folder = await gitRepository({ ...added, 'the.patch': run.files['casewright.patch'] ?? '' });
    folder.git('apply', 'the.patch');
    const { files } = made(direct);
    for (const path of [suite, lockfile]) expect(await folder.read(path)).toBe(files[path]);
    expect(JSON.parse(await folder.read(feedback))).toMatchObject({ case: 'shop.md:TC-REQ-7-1' });
  });

  it('for lack of permission or by a protected branch, it leaves a patch and says why', async () => {
    const faults = [
      { at: /POST .*\/git\/trees/, status: 403, body: '{"message":"Resource not accessible by integration"}' },
      { at: /PATCH .*\/git\/refs/, status: 422, body: '{"message":"Repository rule violations found."}' },
    ];
    for (const fault of faults) {
      await using fake = await github(plain, added, { faults: [fault] });
      const run = await command(fake, '/casewright generate');
      expect(run.code).toBe(0);
      expect(answers(fake)[0]).toContain(JSON.parse(fault.body).message);
      expect(answers(fake)[0]).not.toContain('..');
      expect(answers(fake)[0]).toContain('git apply casewright.patch');
      expect(run.files['casewright.patch']).toContain(`+++ b/${suite}`);
      expect(reactions(fake)).toBe('eyes confused');
    }
  });

  it('because somebody pushed meanwhile, it says so and overwrites nothing', async () => {
    const body = '{"message":"Update is not a fast forward"}';
    await using fake = await github(plain, added, { faults: [{ at: /PATCH .*\/git\/refs/, status: 422, body }] });
    const run = await command(fake, '/casewright generate');
    expect(run.code).toBe(0);
    expect(answers(fake)[0]).toContain('somebody pushed to the branch meanwhile');
    expect(fake.commands.heads).toEqual({});
  });

  it('in a dry run, it writes nothing at all and the summary says what it would have done', async () => {
    await using fake = await github(plain, added);
    const run = await command(fake, '/casewright generate', { inputs: { 'dry-run': 'true' } });
    expect(run.code).toBe(0);
    expect(fake.writes()).toEqual([]);
    expect(run.summary).toContain(
      'Dry run: nothing was committed. Otherwise: Committed for octocat: cases of 2 requirements.',
    );
    expect(run.files['casewright.patch']).toContain(`+++ b/${suite}`);
  });
});

describe.concurrent('failures', () => {
  it('of the configuration fail the job, and the answer says which', async () => {
    await using fake = await github({ ...plain, 'casewright.yml': 'modle: rules\n' }, added);
    const run = await command(fake, '/casewright generate');
    expect(run.code).toBe(1);
    expect(answers(fake)[0]).toContain('modle');
    expect(answers(fake)[0]).not.toMatch(/\.\.(?!\.)/);
    expect(run.summary.match(/modle/g)).toHaveLength(answers(fake)[0]?.match(/modle/g)?.length ?? 0);
    expect(reactions(fake)).toBe('eyes confused');
  });

  it('of the answer leave it to the summary', async () => {
    await using fake = await github(plain, added, { faults: [{ at: /POST .*\/issues\/1\/comments/, status: 403 }] });
    const run = await command(fake, '/casewright help');
    expect(run.code).toBe(0);
    expect(run.log).toContain('The job summary holds the answer.');
    expect(run.summary).toContain('/casewright generate');
  });

  it('and a second attempt change the answer that is there', async () => {
    await using fake = await github(plain, added);
    await command(fake, '/casewright accept TC-X');
    await command(fake, '/casewright accept TC-X', { attempt: 2 });
    expect(answers(fake)).toHaveLength(1);
    expect(fake.commands.made).toEqual([]);
  });
});

describe.concurrent('hostile text', () => {
  const hostile = '$(touch x) <!-- x --> @all <img src=x> ::set-output name=x::y ##[error]x #1 [skip ci] \u202e `';

  it('in a reason stays dead in answer, comment, log and commit message', async () => {
    await using fake = await github(plain, await committed());
    await runAction(fake, { inputs: rules });
    const run = await command(fake, `/casewright reject TC-REQ-7-1 ${hostile}\r\n::error::line`);
    const { message, files } = made(fake);
    expect(message).toMatch(/^casewright: reject TC-REQ-7-1\n\nRejected-by: octocat\nCommand: \S+$/);
    expect(JSON.parse(files[feedback] ?? '').reason).toContain('$(touch x)');
    expect(answers(fake)).toEqual([]);
    const [, ...shown] = sticky(fake).split('\n');
    expect(shown.join('\n')).toContain('Rejected by octocat: TC-REQ-7-1 (');
    expectDead(shown.join('\n'));
    expectDead(run.summary);
    expectDeadLog(run);
  });

  it('in ids and verbs stays dead in answer and log', async () => {
    await using fake = await github(plain, added);
    for (const [index, body] of [
      `/casewright accept ${hostile}`,
      `/casewright ${hostile}`,
      `/casewright explain "${hostile}"`,
      `/casewright generate ${hostile}`,
    ].entries()) {
      const run = await command(fake, { body, id: 600 + index }, { runId: 300 + index });
      expect(run.code).toBe(0);
      const [, ...text] = (fake.comments.at(-1)?.body ?? '').split('\n');
      expect(text.join('\n')).not.toBe('');
      expectDead(text.join('\n'));
      expectDeadLog(run);
    }
    expect(fake.commands.made).toEqual([]);
  });

  it('in the name of a branch is only a name', async () => {
    const ref = 'a/$(touch${IFS}x)-@all-::error::-#1';
    await using fake = await github(plain, added, { commands: { branch: { repository: 'octo/shop', ref } } });
    const run = await command(fake, '/casewright generate');
    expect(run.code).toBe(0);
    expect(made(fake).sha).toBe(fake.commands.heads[1]);
    expectDeadLog(run);
  });

  it('in the ids of committed cases gets into no commit message', async () => {
    const head = await committed();
    const id = 'TC-REQ-7-1 [skip ci] closes #1 @all';
    const text = (head[suite] ?? '').replace('id: TC-REQ-7-1\n', `id: '${id}'\n`);
    await using fake = await github(plain, { ...head, [suite]: text });
    await command(fake, `/casewright accept "${id}"`);
    expect(made(fake).message.split('\n')[0]).toBe('casewright: accept 1 case');
    expectDead(answers(fake).join('\n').split('\n').slice(1).join('\n'));
  });

  function expectDead(markdown: string): void {
    expect(markdown).not.toMatch(/<!--|<img|@all|@octocat|(?<![&\w])#1\b|\u202e/);
  }

  /** A runner reads commands at the start of a line, and those of its first version anywhere. */
  function expectDeadLog({ log }: ActionRun): void {
    const lines = log.split(/\r?\n/).filter((line) => !/^::(?:notice|warning|error)[ :]/.test(line));
    for (const line of lines) expect(line).not.toMatch(/^\s*::|##\[|\u202e/);
    expect(log).not.toMatch(/^::(?:set-output|error)\b.*line$/m);
  }
});
