import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../fixtures/temp-folder.ts';
import { parseDocument } from '../parse/parse-document.ts';
import { generateSuite } from '../pipeline.ts';
import { goneDocuments, readCommitted } from './read-committed.ts';
import { suiteChanges } from './suite-changes.ts';
import { writeFiles } from './write-files.ts';

const text = '# Doors\n\nREQ-1 When the button is pressed, the door shall open.\n';
const suiteFile = 'casewright/a.md.cases.yml';
const lockFile = 'casewright/casewright.lock';

/** One run on `document` below `root`, down to the files. */
async function run(root: string, document: string) {
  const documents = [parseDocument({ path: 'a.md', text: document })];
  const committed = await readCommitted(documents, root);
  const { lock, suites } = committed;
  const result = await generateSuite({ documents, lock, suites, toolVersion: '0', now: new Date(0) });
  return writeFiles(suiteChanges(result, { documents, committed }), root);
}

describe('suiteChanges()', () => {
  it('writes suites before the lockfile, and nothing the second time', async () => {
    await using folder = await temporaryFolder();
    expect((await run(folder.path, text)).written).toEqual([suiteFile, lockFile]);
    expect(await run(folder.path, text)).toEqual({ written: [], unchanged: [], problems: [] });
  });

  it('leaves all files alone when only white space moved, and renews digests with the next change', async () => {
    await using folder = await temporaryFolder();
    await run(folder.path, text);
    expect((await run(folder.path, `Before.\n\n${text}`)).written).toEqual([]);
    const digest = async () => /"digest":"(\w+)"/.exec(await readFile(join(folder.path, lockFile), 'utf8'))?.[1];
    const before = await digest();
    await run(folder.path, `Before.\n\n${text.replace('door', 'gate')}`);
    expect(await digest()).not.toBe(before);
  });

  it('keeps the formatting and comments of a person while the suite says the same', async () => {
    await using folder = await temporaryFolder();
    await run(folder.path, text);
    const formatted = `# ours\n${(await readFile(join(folder.path, suiteFile), 'utf8')).replace('    title: ', '    title:    ')}`;
    await writeFile(join(folder.path, suiteFile), formatted);
    expect((await run(folder.path, text)).written).toEqual([]);
  });

  it('writes nothing for a document without requirements, and removes the suite of one that lost them', async () => {
    await using folder = await temporaryFolder();
    expect((await run(folder.path, '# About\n')).written).toEqual([]);
    await run(folder.path, text);
    expect((await run(folder.path, '# About\n')).written).toEqual([suiteFile, lockFile]);
    expect(await readFile(join(folder.path, lockFile), 'utf8')).toBe('{"casewright_lock":1}\n');
  });
});

describe('goneDocuments()', () => {
  it('names what the lockfile knows and the disk does not', async () => {
    await using folder = await temporaryFolder({ 'a.md': text });
    await run(folder.path, text);
    const { lock } = await readCommitted([], folder.path);
    expect(await goneDocuments(lock, folder.path)).toEqual([]);
    await rm(join(folder.path, 'a.md'));
    expect(await goneDocuments(lock, folder.path)).toMatchObject([{ path: 'a.md', requirements: [] }]);
  });
});
