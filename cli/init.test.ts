import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { gitRepository } from '../fixtures/git-repository.ts';
import { parse } from 'yaml';
import { workflowExamples } from './workflow-examples.ts';

const doors = 'REQ-1 The door shall open.\n\nREQ-2 The door shall close within 5 s.\n';
const workflow = '.github/workflows/casewright.yml';
const ci = (text: string) => ({ 'docs/doors.md': doors, '.github/workflows/ci.yml': text });

describe('init finds out', () => {
  it('the labels of a runner with a GPU, and takes the example for it', async () => {
    await using repository = await gitRepository(
      ci('on: push\njobs:\n  train:\n    runs-on: [self-hosted, linux, rtx-4090]\n'),
    );
    const { stdout } = await repository.run('init');
    expect(stdout).toMatch(/written {3}\.github\/workflows\/casewright\.yml {2}.*name a runner with a GPU/);
    const written = parse(await repository.read(workflow));
    expect(written.jobs['test-cases']['runs-on']).toEqual(['self-hosted', 'linux', 'rtx-4090']);
    expect(written.jobs['test-cases'].concurrency.queue).toBe('max');
  });

  it('a merge queue', async () => {
    await using repository = await gitRepository(ci('on: [push, merge_group]\njobs: {}\n'));
    await repository.run('init');
    expect(Object.keys(parse(await repository.read(workflow)).on)).toEqual(['pull_request', 'merge_group']);
  });

  it('that casewright runs already, under whatever name', async () => {
    await using repository = await gitRepository(
      ci('on: push\njobs:\n  a:\n    steps:\n      - uses: casewright/casewright@v0\n'),
    );
    expect((await repository.run('init')).stdout).toMatch(/kept {6}\.github\/workflows\/ci\.yml {2}it uses casewright/);
    await expect(repository.read(workflow)).rejects.toThrow('ENOENT');
  });

  it('the default branch', async () => {
    await using repository = await gitRepository({ 'docs/doors.md': doors });
    repository.git('symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/trunk');
    await repository.run('init', '--workflow', 'scheduled');
    expect(parse(await repository.read('.github/workflows/casewright-documents.yml')).on.push.branches).toEqual([
      'trunk',
    ]);
  });

  it('a server that is not github.com, and says where it looks for actions', async () => {
    await using repository = await gitRepository({ 'docs/doors.md': doors });
    repository.git('remote', 'add', 'origin', 'git@ghe.example.org:octo/shop.git');
    expect((await repository.run('init')).stdout).toContain('ghe.example.org looks for the actions on itself first');
    expect(await repository.read(workflow)).toMatch(/^# On ghe\.example\.org, `uses:`/);
  });
});

describe('init --workflow', () => {
  it('knows every example that is shipped, and no other', () => {
    const named = Object.values(workflowExamples).flatMap(({ files }) => files.map(({ example }) => example));
    expect(named.toSorted()).toEqual(
      readdirSync(join(import.meta.dirname, '../.github/workflows/examples')).toSorted(),
    );
  });

  it('writes both halves of a pair, whose second half waits for the first by its name', async () => {
    await using repository = await gitRepository({ 'docs/doors.md': doors });
    const { files } = await repository.json('init', '--workflow', 'fork-safe', 'commands');
    expect(files.map(({ path }: { path: string }) => path)).toEqual([
      'casewright.yml',
      '.github/workflows/casewright-check.yml',
      '.github/workflows/casewright-comment.yml',
      '.github/workflows/casewright-commands.yml',
      'casewright/waivers.yml',
    ]);
    const check = parse(await repository.read('.github/workflows/casewright-check.yml'));
    const comment = parse(await repository.read('.github/workflows/casewright-comment.yml'));
    expect(comment.on.workflow_run.workflows).toEqual([check.name]);
  });

  it('names what there is where it does not know one', async () => {
    await using repository = await gitRepository({ 'docs/doors.md': doors });
    expect(await repository.run('init', '--workflow', 'everything')).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/everything[^]*pull-request.*merge-queue/),
    });
  });
});

describe('init --dry-run', () => {
  it('shows what would be written, the baseline too, and writes nothing', async () => {
    await using repository = await gitRepository({ 'docs/doors.md': doors });
    const planned = await repository.json('init', '--dry-run');
    expect(repository.git('status', '--porcelain', '--untracked-files=all')).toBe('?? docs/doors.md\n');
    expect(planned.files.map(({ state }: { state: string }) => state)).toEqual(['planned', 'planned', 'planned']);
    await repository.run('init');
    for (const { path, text } of planned.files) expect(await repository.read(path)).toBe(text);
  });
});

describe('the baseline of init', () => {
  it('is written where there are gaps and no waivers yet, and the gate starts open', async () => {
    await using repository = await gitRepository({ 'docs/doors.md': doors });
    expect((await repository.run('init')).stdout).toMatch(/written {3}casewright\/waivers\.yml {2}\d+ gaps of today/);
    expect(await repository.json('check')).toMatchObject({ ok: true, uncovered: [] });
  });

  it('is left out with --no-baseline', async () => {
    await using repository = await gitRepository({ 'docs/doors.md': doors });
    expect((await repository.run('init', '--no-baseline')).stdout).not.toContain('waivers');
    expect(await repository.json('check')).toMatchObject({ ok: false });
  });

  it('is added to waivers that are there only where it is asked for', async () => {
    const mine = 'waivers:\n  - ids: [REQ-1]\n    reason: bench\n    owner: Ada\n    expires: 2999-01-01\n';
    await using repository = await gitRepository({ 'docs/doors.md': doors, 'casewright/waivers.yml': mine });
    expect((await repository.run('init')).stdout).toMatch(/kept {6}casewright\/waivers\.yml/);
    expect(await repository.read('casewright/waivers.yml')).toBe(mine);
    await repository.run('init', '--baseline');
    expect(await repository.read('casewright/waivers.yml')).toMatch(/reason: bench[^]*REQ-2#1[^]*Ada Tester/);
  });

  it('is not needed where all is covered', async () => {
    await using repository = await gitRepository({ 'docs/doors.md': doors });
    await repository.run('generate', 'docs', '--model', 'rules');
    expect((await repository.run('init')).stdout).toMatch(/unchanged casewright\/waivers\.yml {2}there is no gap/);
  });
});
