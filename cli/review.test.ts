import { readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli } from '../fixtures/run-cli.ts';
import { temporaryFolder } from '../fixtures/temp-folder.ts';

const text =
  'TX-1 When the button is pressed, the door shall open.\n\nTX-2 The gateway shall not forward a message whose checksum is invalid.\n';

async function project(files: Record<string, string>) {
  const folder = await temporaryFolder(files);
  return {
    path: folder.path,
    read: (name: string) => readFile(join(folder.path, name), 'utf8'),
    write: (name: string, content: string) => writeFile(join(folder.path, name), content),
    move: (from: string, to: string) => rename(join(folder.path, from), join(folder.path, to)),
    run: (...args: string[]) => runCli(args, { cwd: folder.path }),
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
}

describe('a document with another name', () => {
  it('is not signed before its cases have followed, so that none is lost', async () => {
    await using folder = await project({ 'tax.md': text, 'casewright.yml': "paths: ['*.md']\n" });
    await folder.run('generate', '.');
    await folder.move('tax.md', 'form.md');
    const signed = await folder.run('review', 'accept', 'TC-TX-1-1', '--by', 'Ada');
    expect(signed).toMatchObject({ code: 2, stderr: expect.stringMatching(/not_followed[^]*casewright generate/) });
    await folder.run('generate', '.');
    expect(await folder.run('review', 'accept', 'TC-TX-1-1', '--by', 'Ada')).toMatchObject({ code: 0 });
    expect(await folder.read('casewright/form.md.cases.yml')).toContain('status: accepted');
  });

  // LCK-4
  it('keeps the cases, their sign-off and the numbers, and check asks for no more than generate', async () => {
    await using folder = await project({
      'tax.md': text,
      'kept.md': 'KE-1 The lamp shall glow when the door opens.\n',
    });
    await folder.run('generate', '.');
    const suite = (await folder.read('casewright/tax.md.cases.yml'))
      .replace('status: draft', 'status: rejected')
      .replace('title: ', 'title: Mine, ');
    await folder.write('casewright/tax.md.cases.yml', suite);
    await folder.run('generate', '.');
    const before = await folder.read('casewright/tax.md.cases.yml');
    const lock = await folder.read('casewright/casewright.lock');

    await folder.move('tax.md', 'form.md');
    const check = await folder.run('check', '.', '--format', 'json', '--fail-on', 'stale,orphaned,edited');
    expect(check).toMatchObject({ code: 0, stderr: expect.stringMatching(/renamed_document[^]*generate form\.md/) });
    expect((await folder.run('check', 'kept.md')).stdout).toMatch(/orphaned[^]*generate NEW-PATH/);

    const { code, stderr } = await folder.run('generate', 'form.md');
    expect([code, stderr]).toEqual([0, expect.stringContaining('tax.md is form.md now')]);
    expect((await readdir(join(folder.path, 'casewright'))).toSorted()).toEqual([
      'casewright.lock',
      'form.md.cases.yml',
      'kept.md.cases.yml',
    ]);
    expect(await folder.read('casewright/form.md.cases.yml')).toBe(
      before.replace('document: tax.md', 'document: form.md'),
    );
    const lines = (all: string) => all.split('\n').filter((line) => line.startsWith('{"requirement"'));
    expect(lines(await folder.read('casewright/casewright.lock')).toSorted()).toEqual(
      lines(lock.replaceAll('"tax.md:', '"form.md:')).toSorted(),
    );
  });
});

describe('the gate names the way out of', () => {
  it('an item whose only case was rejected', async () => {
    await using folder = await project({ 'a.md': text });
    await folder.run('generate', 'a.md');
    const suite = await folder.read('casewright/a.md.cases.yml');
    await folder.write('casewright/a.md.cases.yml', suite.replace('status: draft', 'status: rejected'));
    const { code, stdout } = await folder.run('check', 'a.md');
    expect(code).toBe(1);
    expect(stdout).toMatch(/a\.md:TX-1#1: its only case TC-TX-1-1 was rejected: set its status/);
    expect(stdout).not.toContain('→ run casewright generate');
  });

  it('a stale case, with the draft that would replace it, as generate does', async () => {
    await using folder = await project({ 'a.md': text });
    await folder.run('generate', 'a.md');
    const suite = await folder.read('casewright/a.md.cases.yml');
    await folder.write('casewright/a.md.cases.yml', suite.replace('status: draft', 'status: accepted'));
    await folder.write('a.md', text.replace('the door shall', 'the gate shall'));
    const wayOut = 'edit it, or delete it: the new draft for this item is TC-TX-1-2';
    expect((await folder.run('generate', 'a.md')).stdout).toContain(`its requirement changed; ${wayOut}`);
    expect((await folder.run('check', 'a.md')).stdout).toContain(`a.md:TC-TX-1-1: ${wayOut}`);
  });

  it('the conflict of a merge in a suite', async () => {
    await using folder = await project({ 'a.md': text });
    await folder.run('generate', 'a.md');
    const suite = await folder.read('casewright/a.md.cases.yml');
    await folder.write('casewright/a.md.cases.yml', `<<<<<<< HEAD\n${suite}=======\n>>>>>>> b\n`);
    for (const command of ['check', 'generate']) {
      expect(await folder.run(command, 'a.md')).toMatchObject({
        code: 2,
        stderr: expect.stringMatching(/^suite_conflict: [^]*cases\.yml:1:1/),
      });
    }
  });
});

describe('--only', () => {
  it('refuses a bare id that two documents have and names both', async () => {
    await using folder = await project({ 'a.md': text, 'b.md': text });
    const { code, stderr } = await folder.run('generate', '.', '--only', 'TX-1');
    expect([code, stderr]).toEqual([2, expect.stringMatching(/ambiguous_requirement[^]*a\.md:TX-1 or b\.md:TX-1/)]);
    expect((await folder.run('generate', '.', '--only', 'b.md:TX-1')).stdout).toMatch(/^1 requirement of 4 in/);
  });

  it('takes commas and shows only what it names', async () => {
    await using folder = await project({ 'a.md': `${text}\nTX-3 The lamp shall glow when the door opens.\n` });
    const { code, stdout } = await folder.run('generate', 'a.md', '--only', 'TX-1,TX-3');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^2 requirements of 3 in 1 document/);
    expect(stdout).toContain('TC-TX-3-1');
    expect(stdout).not.toContain('TX-2');
  });
});
