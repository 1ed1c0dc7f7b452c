import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../fixtures/temp-folder.ts';
import { makeFolder } from './make-folder.ts';

it('makes a folder with those above it, once or twice or by several at a time', async () => {
  await using folder = await temporaryFolder();
  const path = join(folder.path, 'a', 'b', 'c');
  await Promise.all([makeFolder(path), makeFolder(path), makeFolder(join(folder.path, 'a', 'd'))]);
  await makeFolder(path);
  expect((await stat(path)).isDirectory()).toBe(true);
});

it('ends with the error of the system where there can be none', async () => {
  await using folder = await temporaryFolder({ file: 'x' });
  await expect(makeFolder(join(folder.path, 'file', 'a'))).rejects.toThrow('ENOTDIR');
});

// Where there is no such folder, the system has no such trap.
it.runIf(process.platform === 'linux')('comes back below a folder of the kernel', async () => {
  await expect(makeFolder('/proc/casewright/a')).rejects.toThrow('ENOENT');
});
