import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../fixtures/temp-folder.ts';
import { readDocument } from './read-document.ts';

describe('readDocument()', () => {
  it('reads UTF-8 and leaves the byte order mark out', async () => {
    await using folder = await temporaryFolder({ 'a.md': '\ufeff# Ä\r\n' });
    expect(await readDocument('a.md', folder.path)).toMatchObject({ path: 'a.md', text: '# Ä\r\n' });
  });

  it('gives the same digest for both kinds of line ends', async () => {
    await using folder = await temporaryFolder({ 'a.md': 'x\r\ny\r\n', 'b.md': 'x\ny\n' });
    const [a, b] = await Promise.all(['a.md', 'b.md'].map((path) => readDocument(path, folder.path)));
    expect(a && 'digest' in a && a.digest).toBe(b && 'digest' in b && b.digest);
  });

  it.each([
    ['binary', Buffer.from([0x50, 0x4b, 3, 4, 0, 0])],
    ['UTF-16', Buffer.from('\ufeffREQ-1', 'utf16le')],
    ['another encoding', Buffer.from([0x41, 0xe4, 0x42])],
  ])('refuses %s and says what it is', async (what, bytes) => {
    await using folder = await temporaryFolder({ 'a.md': bytes });
    const read = await readDocument('a.md', folder.path);
    expect(read).toMatchObject({ problem: { code: 'not_utf8', hint: 'Save it as UTF-8 text.' } });
    expect('problem' in read && read.problem.message).toContain(what);
  });

  it('reports a file that is not there', async () => {
    await using folder = await temporaryFolder();
    expect(await readDocument('a.md', folder.path)).toMatchObject({ problem: { code: 'cannot_read' } });
  });
});
