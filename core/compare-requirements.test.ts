import { describe, expect, it } from 'vitest';
import { compareRequirements } from './compare-requirements.ts';
import { parseDocument } from './parse/parse-document.ts';

const read = (text: string) => parseDocument({ path: 'a.md', text }).requirements;
const before = read(
  '**A-1** The door shall open.\n\n**A-2** The door shall\nclose.\n\n**A-3** The light shall stay off.\n',
);

describe('compareRequirements()', () => {
  it('tells new, changed, unchanged and removed requirements apart', () => {
    const after = read(
      '**A-2** The door shall close.\n\n**A-1** The gate shall open.\n\n**A-4** The bell shall ring.\n',
    );
    const { changes, removed } = compareRequirements(before, after);
    expect(Object.fromEntries(changes)).toEqual({ 'A-2': 'unchanged', 'A-1': 'changed', 'A-4': 'new' });
    expect(removed.map(({ id }) => id)).toEqual(['A-3']);
  });

  it('sees a changed criterion', () => {
    const story = (criterion: string) =>
      read(`US-1: As a user, I want to log in.\n\nAcceptance criteria:\n\n- AC1: ${criterion}\n`);
    const { changes } = compareRequirements(story('The page shall load.'), story('The page shall close.'));
    expect(changes.get('US-1')).toBe('changed');
  });
});
