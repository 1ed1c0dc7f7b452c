import { mkdir, readdir, readFile, stat, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../fixtures/temp-folder.ts';
import { writeFiles } from './write-files.ts';

describe('writeFiles()', () => {
  it('writes and removes files and makes their folders, leaving no temporary file', async () => {
    await using folder = await temporaryFolder({ 'old.yml': 'x' });
    const result = await writeFiles([{ path: 'casewright/a/b.yml', text: 'x\n' }, { path: 'old.yml' }], folder.path);
    expect(result).toEqual({ written: ['casewright/a/b.yml', 'old.yml'], unchanged: [], problems: [] });
    expect(await readFile(join(folder.path, 'casewright/a/b.yml'), 'utf8')).toBe('x\n');
    expect(await readdir(folder.path, { recursive: true })).toHaveLength(3);
  });

  it('does not touch a file that says the same, whatever its line ends', async () => {
    await using folder = await temporaryFolder({ 'a.yml': 'x\r\ny\r\n' });
    const before = await stat(join(folder.path, 'a.yml'));
    expect((await writeFiles([{ path: 'a.yml', text: 'x\ny\n' }], folder.path)).unchanged).toEqual(['a.yml']);
    expect((await stat(join(folder.path, 'a.yml'))).mtimeMs).toBe(before.mtimeMs);
  });

  it('does not follow a link out of the root', async () => {
    await using folder = await temporaryFolder();
    await using elsewhere = await temporaryFolder();
    await symlink(elsewhere.path, join(folder.path, 'casewright'));
    const { problems } = await writeFiles([{ path: 'casewright/deep/a.yml', text: 'x' }], folder.path);
    expect(problems[0]?.code).toBe('outside_root');
    expect(await readdir(elsewhere.path)).toEqual([]);
  });

  it('does not write to, remove or compare what a link to a file outside leads to', async () => {
    await using folder = await temporaryFolder({ 'root/new.yml': '', precious: 'precious' });
    const [root, precious] = [join(folder.path, 'root'), join(folder.path, 'precious')];
    await symlink(precious, join(root, 'a.yml'));
    await symlink(join(folder.path, 'none'), join(root, 'nowhere.yml'));
    for (const change of [
      { path: 'a.yml', text: 'x' },
      { path: 'a.yml', text: 'precious' },
      { path: 'a.yml' },
      { path: 'nowhere.yml', text: 'x' },
      { path: '../precious', text: 'x' },
    ])
      expect(await writeFiles([change], root)).toMatchObject({
        written: [],
        unchanged: [],
        problems: [{ code: 'outside_root' }],
      });
    expect(await readFile(precious, 'utf8')).toBe('precious');
    expect((await readdir(folder.path)).toSorted()).toEqual(['precious', 'root']);
  });

  it('writes to a file of the root through a link', async () => {
    await using folder = await temporaryFolder({ 'shared/a.yml': 'old' });
    await symlink('shared/a.yml', join(folder.path, 'a.yml'));
    expect((await writeFiles([{ path: 'a.yml', text: 'new' }], folder.path)).written).toEqual(['a.yml']);
    expect(await readFile(join(folder.path, 'shared/a.yml'), 'utf8')).toBe('new');
  });

  it('reports a place that cannot be written', async () => {
    await using folder = await temporaryFolder();
    await mkdir(join(folder.path, 'a.yml'));
    expect((await writeFiles([{ path: 'a.yml', text: 'x' }], folder.path)).problems[0]?.code).toBe('cannot_write');
  });
});

it('writes nothing over what somebody else wrote since the work began', async () => {
  await using folder = await temporaryFolder({ 'a.txt': 'theirs', 'b.txt': 'old\r\n' });
  const changes = [
    { path: 'b.txt', text: 'mine' },
    { path: 'a.txt', text: 'mine' },
  ];
  const begun = new Map([
    ['a.txt', 'old'],
    ['b.txt', 'old\n'],
  ]);
  const { written, problems } = await writeFiles(changes, folder.path, begun);
  expect([written, problems]).toMatchObject([
    [],
    [{ code: 'changed_meanwhile', message: expect.stringContaining('a.txt') }],
  ]);
  expect(await readFile(join(folder.path, 'b.txt'), 'utf8')).toBe('old\r\n');
  expect((await writeFiles(changes, folder.path, new Map([...begun, ['a.txt', 'theirs']]))).written).toEqual([
    'b.txt',
    'a.txt',
  ]);
});
