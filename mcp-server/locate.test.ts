import { mkdir, realpath, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { connect } from '../fixtures/mcp-clients.ts';
import { temporaryFolder } from '../fixtures/temp-folder.ts';
import { locate } from './locate.ts';

const door = 'REQ-1 The door shall open.\n';

/** `root` with documents and links, beside a `root-secret` that nobody may read. */
async function trap() {
  const folder = await temporaryFolder({
    'root/a.md': door,
    'root/docs/b.md': door,
    'root-secret/s.md': door,
    'root/linked/keep.md': door,
  });
  const base = await realpath(folder.path);
  await symlink(join(base, 'root-secret/s.md'), join(base, 'root/link.md'));
  await symlink(join(base, 'root-secret'), join(base, 'root/link-folder'));
  await symlink(join(base, 'root/docs/b.md'), join(base, 'root/inner.md'));
  await mkdir(join(base, 'root/outward'));
  await symlink(join(base, 'root-secret/s.md'), join(base, 'root/outward/s.md'));
  return { base, root: join(base, 'root'), [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose]() };
}

const refused: [string, (base: string) => string, string][] = [
  ['a step above the root', () => '../root-secret/s.md', 'outside_root'],
  ['a step above the root in the middle', () => 'docs/../../root-secret/s.md', 'outside_root'],
  ['an absolute path outside', () => '/etc/passwd', 'outside_root'],
  ['a folder whose name begins like the root', (base) => `${base}/root-secret/s.md`, 'outside_root'],
  ['the folder above', () => '..', 'outside_root'],
  ['a link to a file outside', () => 'link.md', 'outside_root'],
  ['a link to a folder outside', () => 'link-folder', 'outside_root'],
  ['a file behind a link to a folder outside', () => 'link-folder/s.md', 'outside_root'],
  ['a folder that holds nothing but a link to a file outside', () => 'outward', 'not_found'],
  ['a glob that steps out', () => '../*/s.md', 'outside_root'],
  ['a glob with braces that step out', () => '{..,docs}/root-secret/*.md', 'not_found'],
  ['a null character', () => 'a.md\u0000.png', 'invalid_path'],
  ['a file address', () => 'file:///etc/passwd', 'invalid_path'],
  ['a web address', () => 'https://example.org/a.md', 'invalid_path'],
  ['a home folder', () => '~/a.md', 'not_found'],
  ['a missing file', () => 'none.md', 'not_found'],
  ['a pattern that would take for ever', () => 'docs/+(a|aa)X', 'invalid_path'],
  ['a pattern of endless length', () => `docs/${'*/'.repeat(40_000)}`, 'invalid_path'],
];

describe('locate', () => {
  // MCP-2
  it.each(refused)('refuses %s', async (_, path, code) => {
    await using place = await trap();
    const found = await locate(path(place.base), [place.root]);
    expect(found).toMatchObject({ problem: { code } });
    expect(JSON.stringify(found)).not.toContain('s.md"');
  });

  it.each([
    ['a file', 'a.md', ['a.md']],
    ['a file by a detour', 'docs/../a.md', ['a.md']],
    ['a folder', 'docs', ['docs/b.md']],
    ['a glob', 'd*/*.md', ['docs/b.md']],
    ['a link that stays inside', 'inner.md', ['inner.md']],
  ])('finds %s below the root', async (_, path, paths) => {
    await using place = await trap();
    expect(await locate(path, [place.root])).toMatchObject({ root: place.root, paths });
  });

  // MCP-2
  it('finds an absolute path below the root', async () => {
    await using place = await trap();
    expect(await locate(join(place.root, 'a.md'), [place.root])).toMatchObject({ root: place.root, paths: ['a.md'] });
  });

  it('looks below each root in order', async () => {
    await using place = await trap();
    await writeFile(join(place.base, 'root-secret/a2.md'), door);
    const roots = [place.root, join(place.base, 'root-secret')];
    expect(await locate('a2.md', roots)).toMatchObject({ root: roots[1], paths: ['a2.md'] });
  });

  it('finds a file of a later root whose name looks like a pattern', async () => {
    await using place = await trap();
    await writeFile(join(place.base, 'root-secret/Spec (1)+ [x].md'), door);
    const roots = [place.root, join(place.base, 'root-secret')];
    expect(await locate('Spec (1)+ [x].md', roots)).toMatchObject({ root: roots[1], paths: ['Spec (1)+ [x].md'] });
  });

  it('reads nothing without a root', async () => {
    expect(await locate('a.md', [])).toMatchObject({ problem: { code: 'no_root' } });
  });
});

describe('--root', () => {
  it('names the folders below which documents are read', async () => {
    await using place = await trap();
    await using client = await connect('legacy', {
      cwd: place.base,
      args: ['--root', 'root/docs', '--root', 'root-secret'],
    });
    expect(await client.call('list_requirements', { path: 's.md' })).toMatchObject({ data: { total: 1 } });
    expect(await client.call('list_requirements', { path: 'b.md' })).toMatchObject({ data: { total: 1 } });
    const { isError, text } = await client.call('list_requirements', { path: '../a.md' });
    expect([isError, text]).toEqual([true, expect.stringMatching(/^outside_root/)]);
  });

  it.each([
    ['the home folder', '.'],
    ['a folder above it', 'users/me'],
  ])('is not guessed in %s: documents then come as text only', async (_, home) => {
    await using folder = await temporaryFolder({ 'a.md': door, 'users/me/b.md': door });
    const HOME = join(folder.path, home);
    await using client = await connect('legacy', { cwd: folder.path, env: { HOME, USERPROFILE: HOME } });
    expect((await client.call('list_requirements', { path: 'a.md' })).text).toMatch(/^no_root[^]*--root DIR/);
    expect(await client.call('list_requirements', { text: door })).toMatchObject({ data: { total: 1 } });
  });
});
