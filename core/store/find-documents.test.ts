import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../fixtures/temp-folder.ts';
import { findDocuments } from './find-documents.ts';

const tree = {
  'a.md': '',
  'docs/b.md': '',
  'docs/[x] y/c.md': '',
  'docs/d.log': '',
  'docs/e.csv': '',
  'node_modules/n/r.md': '',
  'casewright/a.md': '',
};

describe('findDocuments()', () => {
  it('gives the files of a folder that could hold requirements, without dependencies and its own files', async () => {
    await using folder = await temporaryFolder(tree);
    expect(await findDocuments(['.'], folder.path)).toMatchObject({
      paths: ['a.md', 'docs/[x] y/c.md', 'docs/b.md', 'docs/e.csv'],
      problems: [],
    });
  });

  it('takes files, folders with glob characters in their name and globs, each document once', async () => {
    await using folder = await temporaryFolder(tree);
    const { paths, problems } = await findDocuments(['docs/b.md', './docs/[x] y', 'docs/*.md'], folder.path);
    expect(paths).toEqual(['docs/[x] y/c.md', 'docs/b.md']);
    expect(problems).toEqual([]);
  });

  it('knows which files were named one by one', async () => {
    await using folder = await temporaryFolder(tree);
    const { found } = await findDocuments(['docs/e.csv', 'a.md', 'docs'], folder.path);
    expect([...found].toSorted()).toEqual(['docs/[x] y/c.md', 'docs/b.md']);
  });

  it('reports everything that is not there or lies outside', async () => {
    await using folder = await temporaryFolder(tree);
    const { paths, problems } = await findDocuments(
      ['missing.md', '../..', '../*.md', 'docs/*.rst', 'a.md'],
      folder.path,
    );
    expect(paths).toEqual(['a.md']);
    expect(problems.map(({ code }) => code)).toEqual(['not_found', 'outside_root', 'outside_root', 'no_match']);
  });

  it('ends on a loop of symbolic links and refuses a link that leads outside', async () => {
    await using folder = await temporaryFolder(tree);
    await symlink('..', join(folder.path, 'docs', 'loop'));
    await symlink('/etc/hosts', join(folder.path, 'hosts.md'));
    expect((await findDocuments(['docs'], folder.path)).paths).toEqual(['docs/[x] y/c.md', 'docs/b.md', 'docs/e.csv']);
    expect((await findDocuments(['hosts.md'], folder.path)).problems[0]?.code).toBe('outside_root');
  });
});
