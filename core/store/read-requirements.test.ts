import { readFileSync } from 'node:fs';
import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../fixtures/temp-folder.ts';
import { findDocuments } from './find-documents.ts';
import { readRequirements } from './read-requirements.ts';

const reqif = readFileSync(new URL('../../fixtures/formats/reqif/good.reqif', import.meta.url));
const item = 'active: true\nlevel: 1.1\nlinks: []\nnormative: true\nref: ""\ntext: |\n  The door shall open.\n';
const tree = {
  'shop.md': 'REQ-1: The door shall open.\n',
  'items/SRS001.yml': item,
  'package.json': '{"name": "x", "version": "1.0.0"}',
  'tsconfig.json': '{"compilerOptions": {"strict": true}}',
  'docker-compose.yml': 'services:\n  web:\n    image: x\n',
  'photo.csv': Buffer.from([0xff, 0x00, 0xe4]),
  'lift.reqifz': zipSync({ 'lift.reqif': reqif }),
};

async function read(paths: string[], root: string) {
  const found = await findDocuments(paths, root);
  const { documents, problems } = await readRequirements(found, root);
  return { paths: documents.map(({ path }) => path), documents, problems: [...found.problems, ...problems] };
}

describe('readRequirements()', () => {
  it('reads what a folder holds in any format, and passes over files that are something else', async () => {
    await using folder = await temporaryFolder(tree);
    const { paths, documents, problems } = await read(['.'], folder.path);
    expect(problems).toEqual([]);
    expect(paths).toEqual(['items/SRS001.yml', 'lift.reqifz!/lift.reqif', 'shop.md']);
    expect(documents.map(({ requirements }) => requirements.map(({ id }) => id))).toEqual([
      ['SRS001'],
      ['LIFT-2', 'o-3'],
      ['REQ-1'],
    ]);
  });

  it('reads a file that is named, whatever it looks like, and says why it cannot', async () => {
    await using folder = await temporaryFolder(tree);
    expect((await read(['docker-compose.yml'], folder.path)).paths).toEqual(['docker-compose.yml']);
    expect((await read(['photo.csv'], folder.path)).problems.map(({ code }) => code)).toEqual(['not_utf8']);
  });

  it('says so when a folder holds no document at all', async () => {
    await using folder = await temporaryFolder({ 'config/package.json': '{}' });
    const { problems } = await read(['config'], folder.path);
    expect(problems).toMatchObject([{ code: 'no_match', message: expect.stringContaining('config/package.json') }]);
  });

  it('finds the archive of a document that the lockfile names', async () => {
    await using folder = await temporaryFolder(tree);
    expect((await read(['lift.reqifz!/lift.reqif'], folder.path)).paths).toEqual(['lift.reqifz!/lift.reqif']);
  });

  it('ends on a loop of symbolic links', async () => {
    await using folder = await temporaryFolder(tree);
    await symlink('..', join(folder.path, 'items', 'loop'));
    expect((await read(['items'], folder.path)).paths).toEqual(['items/SRS001.yml']);
  });
});
