import { describe, expect, it } from 'vitest';
import { gitRepository } from '../../fixtures/git-repository.ts';
import { temporaryFolder } from '../../fixtures/temp-folder.ts';
import { gitSurroundings } from './git.ts';

describe('the surroundings of a repository', () => {
  it.each([
    ['https://github.com/octo/shop.git', 'github.com'],
    ['https://token@ghe.example.org:8443/octo/shop.git', 'ghe.example.org'],
    ['git@github.com:octo/shop.git', 'github.com'],
    ['ssh://git@GHE.example.org/octo/shop.git', 'ghe.example.org'],
    ['../bare.git', undefined],
    ['/srv/git/bare.git', undefined],
  ])('name the host of %s', async (remote, host) => {
    await using repository = await gitRepository();
    repository.git('remote', 'add', 'origin', remote);
    expect((await gitSurroundings(repository.path)).host).toBe(host);
  });

  it('name the branch that the remote calls its own, else main, else the one that is checked out', async () => {
    await using repository = await gitRepository({ 'docs/a.md': 'a' });
    const branch = async () => (await gitSurroundings(repository.path)).branch;
    repository.git('symbolic-ref', 'HEAD', 'refs/heads/topic');
    expect(await branch()).toBe('topic');
    repository.commit('one');
    repository.git('branch', 'main');
    expect(await branch()).toBe('main');
    repository.git('symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/trunk');
    expect(await branch()).toBe('trunk');
    expect((await gitSurroundings(`${repository.path}/docs`)).below).toBe('docs/');
  });

  it('are unknown outside of one', async () => {
    await using folder = await temporaryFolder();
    expect(await gitSurroundings(folder.path)).toEqual({});
  });
});
