import { describe, expect, it } from 'vitest';
import { startFakeGitHub } from '../fixtures/fake-github.ts';
import { type Files, commitSha } from '../fixtures/github-repository.ts';
import { committedFiles, github, plain, shop } from '../fixtures/pull-request.ts';
import { runAction } from '../fixtures/run-action.ts';

const committed = await committedFiles({ 'shop.md': shop });
const before = { ...plain, 'shop.md': shop, ...committed };
const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'a'.repeat(64)}\nsize 99\n`;
const gate = { inputs: { 'fail-on': 'any' } };
const inQueue = async (base: Files, head: Files) => {
  const [old, now] = [commitSha('old'), commitSha('now')];
  await using fake = await startFakeGitHub({ commits: { [old]: base, [now]: head } });
  return await runAction(fake, {
    ...gate,
    event: { name: 'merge_group', sha: now, payload: { merge_group: { base_sha: old } } },
  });
};

describe.concurrent('a document with cases that cannot be read', () => {
  it('closes the gate of a merge queue, also where its record went with it', async () => {
    const kept = await inQueue(before, { ...before, 'shop.md': pointer });
    expect(kept).toMatchObject({ code: 1, log: expect.stringContaining('unreadable_document: shop.md') });
    expect(kept.log).toContain('Git LFS');
    const without = await inQueue(before, { ...plain, 'shop.md': { link: 'README.md' } });
    expect(without).toMatchObject({ code: 1, log: expect.stringContaining('symbolic link') });
  });

  it('closes the gate of a pull request; without one it is told, and none of its cases is taken away', async () => {
    await using fake = await github(before, { ...before, 'shop.md': { link: 'README.md' } });
    const run = await runAction(fake);
    expect(run.code).toBe(0);
    expect(run.log).toContain('::warning::unreadable_document: shop.md');
    expect(Object.values(run.files).join('\n')).not.toMatch(/deleted file|casewright\.lock/);
    expect(run.report).toMatchObject({ check: { orphaned: [] } });
    const strict = await runAction(fake, { ...gate, runId: 101 });
    expect(strict).toMatchObject({ code: 1, log: expect.stringContaining('unreadable_document') });
  });

  it('is one that lost all its requirements to an error in it, too', async () => {
    const csv = 'id,text\nREQ-1,The shop shall show pages.\n';
    const record = await committedFiles({ 'shop.csv': csv });
    const base = { ...plain, 'casewright.yml': "paths: ['*.csv']\n", 'shop.csv': csv, ...record };
    const run = await inQueue(base, { ...base, 'shop.csv': 'nothing,else\n1,2\n' });
    expect(run).toMatchObject({ code: 1, log: expect.stringContaining('unreadable_document: shop.csv') });
  });
});

describe.concurrent('waivers that cannot be read', () => {
  it('fail the job where a gate is set, and are told of elsewhere', async () => {
    await using fake = await github(before, {
      ...before,
      'shop.md': `${shop}\nMore.\n`,
      'casewright/waivers.yml': 'waivers: [',
    });
    expect(await runAction(fake)).toMatchObject({ code: 0 });
    const strict = await runAction(fake, { ...gate, runId: 101 });
    expect(strict).toMatchObject({ code: 1, log: expect.stringContaining('casewright/waivers.yml') });
  });
});
