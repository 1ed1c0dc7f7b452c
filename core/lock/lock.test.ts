import { describe, expect, it } from 'vitest';
import type { Lock, LockedRequirement } from './lock.ts';
import { parseLock } from './parse-lock.ts';
import { renderLock } from './render-lock.ts';

const requirement = (id: string, more: Partial<LockedRequirement> = {}): LockedRequirement => ({
  document: 'docs/a:b.md',
  id,
  hash: 'h1',
  criteria: {},
  items: { k1: 1 },
  next: 2,
  questions: 0,
  ideas: {},
  cases: { [`TC-${id}-1`]: { content: 'c1', basis: 'h1', by: { model: 'rules' }, covers: [1] } },
  ...more,
});
const lock: Lock = {
  documents: [{ document: 'docs/a:b.md', digest: 'd', suite: 's', clean: true }],
  requirements: [
    requirement('REQ-1'),
    requirement('REQ:2', {
      criteria: { AC1: 'x' },
      questions: 2,
      ideas: { repeated: 1 },
      cases: {
        'TC-1': {
          content: 'c',
          basis: 'x',
          by: { model: 'ollama:m', model_digest: 'y', prompt: 'p', schema: 'z' },
          covers: [1, 2],
          criterion: 'AC1',
          signed: 'accepted',
        },
      },
    }),
  ],
};
const read = (text: string) => parseLock({ path: 'casewright/casewright.lock', text });

describe('the lockfile', () => {
  it('comes back as it was written, also with colons in paths and ids', () => {
    expect(read(renderLock(lock))).toEqual({ lock, problems: [] });
  });

  it('is the same whatever the order of documents and requirements', () => {
    expect(renderLock({ ...lock, requirements: lock.requirements.toReversed() })).toBe(renderLock(lock));
  });

  it('has one line for each document, writer and requirement, after its version', () => {
    expect(renderLock(lock).split('\n')).toHaveLength(6);
    expect(renderLock(lock).startsWith('{"casewright_lock":1}\n')).toBe(true);
  });

  it('says how to get out of a merge conflict, and still reads both sides', () => {
    const [head, document, writer, one, two] = renderLock(lock).split('\n');
    const { lock: found, problems } = read(
      [head, document, writer, '<<<<<<< HEAD', one, '=======', two, '>>>>>>> branch', ''].join('\n'),
    );
    expect(problems).toMatchObject([
      { code: 'lock_conflict', source: { line: 4 }, hint: expect.stringContaining('keep the lines of both sides') },
    ]);
    expect(found.requirements).toHaveLength(2);
  });

  it('joins two lines for one requirement so that no number is used again', () => {
    const twice = renderLock({ ...lock, requirements: [requirement('R'), requirement('R', { next: 9, hash: 'h2' })] });
    expect(read(twice).lock.requirements).toEqual([requirement('R', { next: 9 })]);
  });

  it('reports each line that cannot be read and a newer version, and reads the rest', () => {
    const text = `{"casewright_lock":2}\nnot json\n{"requirement":"a.md:R"}\n${renderLock(lock).split('\n').slice(1).join('\r\n')}`;
    const { lock: found, problems } = read(text);
    expect(problems.map(({ code, source }) => [code, source?.line])).toEqual([
      ['lock_version', 1],
      ['lock_line', 2],
      ['lock_line', 3],
    ]);
    expect(found).toEqual(lock);
  });
});
