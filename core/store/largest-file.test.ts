import { truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../fixtures/temp-folder.ts';
import { readDocument } from './read-document.ts';

// PAR-6
it.each([
  ['reads', 'a file of 20 MB', 20_000_000, 'not_utf8'],
  ['refuses', 'a file that is one byte larger', 20_000_001, 'too_large'],
])('%s %s', async (_, _file, size, code) => {
  await using folder = await temporaryFolder({ 'a.md': '' });
  // Nothing but NUL: what was read is no text.
  await truncate(join(folder.path, 'a.md'), size);
  expect(await readDocument('a.md', folder.path)).toMatchObject({ problem: { code } });
});
