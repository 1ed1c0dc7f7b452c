import { describe, expect, it } from 'vitest';
import { documentSlug, slug, uniqueNames } from './file-name.ts';

describe('names of files', () => {
  it('are made of plain letters, whatever the text', () => {
    expect(slug('Größe: 5 °C / ../../etc')).toBe('Gro-e-5-C-etc');
    expect(slug('要求')).toBe('');
    expect(slug('a b', '_')).toBe('a_b');
    expect(documentSlug('docs/log in.md')).toBe('docs-log-in');
    expect(slug('a'.repeat(500))).toHaveLength(80);
  });

  it('occur once, also where only capitals differ, and never name a device of Windows', () => {
    const names = uniqueNames();
    expect(['a', 'A', 'a', 'a-2', '', '', 'CON', 'nul'].map(names)).toEqual([
      'a',
      'A-2',
      'a-3',
      'a-2-2',
      'x',
      'x-2',
      'x-CON',
      'x-nul',
    ]);
  });

  it('stay fast when thousands want the same one', () => {
    const names = uniqueNames();
    const given = Array.from({ length: 20_000 }, () => names('same'));
    expect(new Set(given).size).toBe(20_000);
  });
});
