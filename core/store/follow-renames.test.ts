import { describe, expect, it } from 'vitest';
import { type Lock, emptyLock } from '../lock/lock.ts';
import { parseDocument } from '../parse/parse-document.ts';
import { generateSuite } from '../pipeline.ts';
import { findRenames } from './follow-renames.ts';

const text =
  'REQ-1 The door shall open.\n\nREQ-2 The gate shall close.\n\nREQ-3 The gateway shall not forward a message whose checksum is invalid.\n';
const named = (path: string, now = text) => parseDocument({ path, text: now });

async function lockOf(...paths: string[]): Promise<Lock> {
  const documents = paths.map((path) => named(path));
  const input = { documents, lock: emptyLock, suites: new Map(), toolVersion: '0', now: new Date(0) };
  return (await generateSuite(input)).lock;
}

describe('findRenames()', () => {
  it('takes a new document with most of the same requirements for the one that is gone', async () => {
    const lock = await lockOf('tax.md');
    const moved = named('form.md', text.replace('The door shall open', 'The door shall lock'));
    expect(findRenames(lock, { documents: [moved], gone: ['tax.md'] })).toEqual([{ from: 'tax.md', to: 'form.md' }]);
  });

  it.each([
    ['other statements under the same ids', text.replaceAll('shall', 'shall always')],
    ['the same statements under other ids', text.replaceAll('REQ-', 'FR-')],
    ['few of the requirements', text.slice(0, text.indexOf('REQ-2'))],
  ])('sees no rename in %s', async (_, now) => {
    expect(findRenames(await lockOf('tax.md'), { documents: [named('form.md', now)], gone: ['tax.md'] })).toEqual([]);
  });

  it('sees none in a copy, nor in a document that the lockfile knows', async () => {
    expect(findRenames(await lockOf('tax.md'), { documents: [named('form.md')], gone: [] })).toEqual([]);
    const lock = await lockOf('tax.md', 'form.md');
    expect(findRenames(lock, { documents: [named('form.md')], gone: ['tax.md'] })).toEqual([]);
  });

  it('gives each document to one other at most', async () => {
    const documents = [named('x.md'), named('y.md')];
    expect(findRenames(await lockOf('tax.md'), { documents, gone: ['tax.md'] })).toEqual([
      { from: 'tax.md', to: 'x.md' },
    ]);
  });
});
