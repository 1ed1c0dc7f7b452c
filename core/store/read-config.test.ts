import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../fixtures/temp-folder.ts';
import { readConfig } from './read-config.ts';

describe('readConfig()', () => {
  it('is empty where there is no casewright.yml, or nothing in it', async () => {
    await using folder = await temporaryFolder({ 'empty.yml': '# nothing\n' });
    expect(await readConfig(undefined, folder.path)).toEqual({ config: {}, problems: [] });
    expect(await readConfig('empty.yml', folder.path)).toMatchObject({ config: {}, problems: [] });
  });

  it('follows a link out of the root only for who names the file', async () => {
    await using folder = await temporaryFolder({ 'root/a.md': '', 'own.yml': 'seed: 7\n' });
    const root = join(folder.path, 'root');
    await symlink('../own.yml', join(root, 'casewright.yml'));
    expect(await readConfig(undefined, root)).toMatchObject({ config: {}, problems: [{ code: 'outside_root' }] });
    for (const path of ['casewright.yml', '../own.yml', join(folder.path, 'own.yml')])
      expect(await readConfig(path, root)).toMatchObject({ config: { seed: 7 }, problems: [] });
  });

  it('reads all keys', async () => {
    await using folder = await temporaryFolder({ 'casewright.yml': 'paths: [docs]\nmodel: rules\nseed: 7\n' });
    expect((await readConfig(undefined, folder.path)).config).toEqual({ paths: ['docs'], model: 'rules', seed: 7 });
  });

  it('names an unknown key, its place, and the key that was probably meant', async () => {
    await using folder = await temporaryFolder({ 'casewright.yml': 'model: auto\n  \nconcurency: 2\npaths: docs\n' });
    const { problems } = await readConfig(undefined, folder.path);
    expect(problems).toMatchObject([
      {
        code: 'invalid_file',
        source: { line: 3, column: 1 },
        hint: expect.stringContaining('Did you mean "concurrency"?'),
      },
      { code: 'invalid_file', source: { line: 4, column: 8 }, message: expect.stringContaining('paths must be array') },
    ]);
  });

  it('reports YAML that cannot be read, a bomb of aliases, and a named file that is missing', async () => {
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x,x]\n${'bcdefg'
      .split('')
      .map((name, index) => `${name}: &${name} [${Array(10).fill(`*${'abcdef'[index]}`).join(',')}]`)
      .join('\n')}\n`;
    await using folder = await temporaryFolder({ 'bad.yml': 'model: "auto\nseed: 1\n', 'bomb.yml': bomb });
    expect((await readConfig('bad.yml', folder.path)).problems[0]).toMatchObject({
      code: 'invalid_yaml',
      source: { path: 'bad.yml' },
    });
    expect((await readConfig('bomb.yml', folder.path)).problems[0]).toMatchObject({ code: 'invalid_yaml' });
    expect((await readConfig('none.yml', folder.path)).problems[0]).toMatchObject({ code: 'cannot_read' });
  });
});
