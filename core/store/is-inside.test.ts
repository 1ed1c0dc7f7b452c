import { mkdir, realpath, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../fixtures/temp-folder.ts';
import { isInside, leadsInside, realPlace, wayBelow } from './is-inside.ts';

describe('wayBelow()', () => {
  it.each([
    ['/r/a/b', 'a/b'],
    ['/r', ''],
    ['/r/..a', '..a'],
    ['/r/a/../b', 'b'],
    ['/r-secret/a', undefined],
    ['/', undefined],
    ['/r/../x', undefined],
  ])('gives for %s below /r: %s', (path, way) => {
    expect([wayBelow(path, '/r'), isInside(path, '/r')]).toEqual([way, way !== undefined]);
  });
});

describe('leadsInside()', () => {
  it('follows links, also for what is not there yet', async () => {
    await using folder = await temporaryFolder({ 'root/docs/a.md': 'a', 'secret/s.md': 's' });
    const root = join(folder.path, 'root');
    await symlink('docs', join(root, 'inner'));
    await symlink('../secret', join(root, 'outer'));
    await symlink('../secret/s.md', join(root, 's.md'));
    await symlink('docs/none.md', join(root, 'nowhere'));
    await symlink('loop', join(root, 'loop'));
    const inside = ['docs/a.md', 'inner/a.md', 'inner/new/x.md', 'new.md', '.', 'docs/../new.md'];
    const outside = ['outer', 'outer/s.md', 'outer/new.md', 's.md', 'nowhere', 'nowhere/x.md', 'loop', '..'];
    for (const path of inside) expect([path, await leadsInside(join(root, path), root)]).toEqual([path, true]);
    for (const path of outside) expect([path, await leadsInside(join(root, path), root)]).toEqual([path, false]);
  });

  it('takes a root that is a link itself for what it leads to', async () => {
    await using folder = await temporaryFolder();
    await mkdir(join(folder.path, 'real'));
    await symlink('real', join(folder.path, 'root'));
    const path = join(folder.path, 'root', 'a.md');
    expect(await leadsInside(path, join(folder.path, 'root'))).toBe(true);
    expect(await realPlace(path)).toBe(join(await realpath(folder.path), 'real', 'a.md'));
  });
});
