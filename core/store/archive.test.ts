import { createHash } from 'node:crypto';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { archiveOf, openArchive } from './archive.ts';

const zip = (files: Record<string, string | Uint8Array>): Uint8Array =>
  zipSync(
    Object.fromEntries(
      Object.entries(files).map(([name, text]) => [name, typeof text === 'string' ? strToU8(text) : text]),
    ),
  );
const codes = (bytes: Uint8Array): string[] => openArchive('a.reqifz', bytes).problems.map(({ code }) => code);

describe('openArchive()', () => {
  it('gives the .reqif files in the order of their names, and no others', () => {
    const { entries, problems } = openArchive('a.reqifz', zip({ 'b.reqif': 'B', 'pic.png': 'P', 'a/A.REQIF': 'A' }));
    expect(entries.map(({ name, bytes }) => [name, new TextDecoder().decode(bytes)])).toEqual([
      ['a/A.REQIF', 'A'],
      ['b.reqif', 'B'],
    ]);
    expect(problems).toEqual([]);
  });

  it.each([
    '../x.reqif',
    'a/../../x.reqif',
    '/etc/x.reqif',
    'C:/x.reqif',
    'a\\x.reqif',
    '..\\x.reqif',
    'pictures/../../x.png',
  ])('reads nothing of an archive with the entry %s', (name) => {
    const { entries, problems } = openArchive('a.reqifz', zip({ 'good.reqif': 'x', [name]: 'x' }));
    expect(entries).toEqual([]);
    expect(problems.map(({ code }) => code)).toEqual(['unsafe_entry']);
  });

  it('stops a bomb as soon as it has grown too far', () => {
    const bomb = zip({ 'x.reqif': new Uint8Array(19_000_000) });
    expect(bomb.length).toBeLessThan(100_000);
    expect(codes(bomb)).toEqual(['archive_too_large']);
  });

  it('counts what comes out, not what the directory claims', () => {
    const bomb = zip({ 'x.reqif': new Uint8Array(19_000_000) });
    // The size before compression, in the local header: 22 bytes behind its signature.
    new DataView(bomb.buffer, bomb.byteOffset).setUint32(22, 10, true);
    expect(codes(bomb)).toEqual(['archive_too_large']);
  });

  it('refuses too many entries', () => {
    expect(codes(zip(Object.fromEntries(Array.from({ length: 1001 }, (_, n) => [`${n}.png`, 'x']))))).toEqual([
      'archive_too_large',
    ]);
  });

  it.each([
    ['empty', new Uint8Array(0)],
    ['no archive', strToU8('REQ-1: The door shall open.')],
    ['without requirements', zip({ 'a.txt': 'x' })],
  ])('says that a file is %s', (_, bytes) => {
    expect(codes(bytes)).toEqual(['empty_archive']);
  });

  it.each([20, 60, 0.5, 0.9])('ends on an archive that is cut off (%d)', (at) => {
    const noise = Array.from({ length: 500 }, (__, n) => createHash('sha256').update(`${n}`).digest('hex')).join('');
    const whole = zip({ 'a.reqif': noise });
    const cut = whole.subarray(0, at < 1 ? Math.floor(whole.length * at) : at);
    const { entries, problems } = openArchive('a.reqifz', cut);
    expect(entries).toEqual([]);
    expect(problems.map(({ code }) => code)).toEqual([at < 50 && at >= 1 ? 'empty_archive' : 'broken_archive']);
  });
});

describe('archiveOf()', () => {
  it('gives the archive of an entry, and every other path as it is', () => {
    expect(archiveOf('a/b.reqifz!/c.reqif')).toBe('a/b.reqifz');
    expect(archiveOf('a!/b.md')).toBe('a!/b.md');
  });
});
