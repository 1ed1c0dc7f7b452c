import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../fixtures/temp-folder.ts';
import { readDocument } from './read-document.ts';

describe('readDocument()', () => {
  it('reads UTF-8 and leaves the byte order mark out', async () => {
    await using folder = await temporaryFolder({ 'a.md': '\ufeff# Ä\r\n' });
    expect(await readDocument('a.md', folder.path)).toMatchObject({ path: 'a.md', text: '# Ä\r\n' });
  });

  it('reads nothing outside the root, neither by its name nor through a link, unless a person named it', async () => {
    await using folder = await temporaryFolder({ 'root/docs/a.md': 'a', 'secret/s.md': 's' });
    const root = join(folder.path, 'root');
    await symlink('../secret/s.md', join(root, 's.md'));
    await symlink('../secret', join(root, 'linked'));
    await symlink('docs/a.md', join(root, 'inner.md'));
    for (const path of ['s.md', 'linked/s.md', '../secret/s.md', join(folder.path, 'secret/s.md')]) {
      expect(await readDocument(path, root)).toMatchObject({ problem: { code: 'outside_root' } });
      expect(await readDocument(path, root, { anywhere: true })).toMatchObject({ text: 's' });
    }
    expect(await readDocument('inner.md', root)).toMatchObject({ text: 'a' });
    expect(await readDocument('../root/docs/a.md', root)).toMatchObject({ text: 'a' });
  });

  it('gives the same digest for both kinds of line ends', async () => {
    await using folder = await temporaryFolder({ 'a.md': 'x\r\ny\r\n', 'b.md': 'x\ny\n' });
    const [a, b] = await Promise.all(['a.md', 'b.md'].map((path) => readDocument(path, folder.path)));
    expect(a && 'digest' in a && a.digest).toBe(b && 'digest' in b && b.digest);
  });

  it.each([
    ['binary', Buffer.from([0x50, 0x4b, 3, 4, 0, 0])],
    ['another encoding', Buffer.from([0x41, 0xe4, 0x42])],
  ])('refuses %s and says what it is', async (what, bytes) => {
    await using folder = await temporaryFolder({ 'a.md': bytes });
    const read = await readDocument('a.md', folder.path);
    expect(read).toMatchObject({
      problem: { code: 'not_utf8', hint: expect.stringContaining('Save it as UTF-8 text') },
    });
    expect('problem' in read && read.problem.message).toContain(what);
  });

  it.each([
    ['little', Buffer.from('\ufeffREQ-1: Ä\r\n', 'utf16le')],
    ['big', Buffer.from('\ufeffREQ-1: Ä\r\n', 'utf16le').swap16()],
  ])('decodes UTF-16 with a byte order mark, %s end first', async (_, bytes) => {
    await using folder = await temporaryFolder({ 'a.csv': bytes });
    expect(await readDocument('a.csv', folder.path)).toMatchObject({ text: 'REQ-1: Ä\r\n' });
  });

  it('says where the first byte stands that is no UTF-8, past a replacement character that is', async () => {
    await using folder = await temporaryFolder({
      'a.md': Buffer.concat([Buffer.from('ä\n\ufffd'), Buffer.from([0xe4])]),
    });
    const read = await readDocument('a.md', folder.path);
    expect('problem' in read && read.problem.message).toContain('byte 0xE4 at offset 6, line 2');
    expect('problem' in read && read.problem.source).toEqual({ path: 'a.md', line: 2, end_line: 2 });
  });

  it('reads a document inside an archive by its name', async () => {
    await using folder = await temporaryFolder({ 'a.reqifz': zipSync({ 'in/x.reqif': strToU8('<REQ-IF/>') }) });
    const path = 'a.reqifz!/in/x.reqif';
    expect(await readDocument(path, folder.path)).toMatchObject({ path, text: '<REQ-IF/>' });
    expect(await readDocument('a.reqifz!/y.reqif', folder.path)).toMatchObject({ problem: { code: 'cannot_read' } });
  });

  it('reports a file that is not there', async () => {
    await using folder = await temporaryFolder();
    expect(await readDocument('a.md', folder.path)).toMatchObject({ problem: { code: 'cannot_read' } });
  });
});
