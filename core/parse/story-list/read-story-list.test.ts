import { describe, expect, it } from 'vitest';
import { detectFormat } from '../formats.ts';
import { parseDocument } from '../parse-document.ts';

describe('isStoryList', () => {
  it.each<[string, string, boolean]>([
    ['a list of stories', 'As a user, I want x.\nAs an admin I need y so that z.\n', true],
    ['stories below a headline, with gaps', 'Backlog\n\n\nAs a user, I want x.\n', true],
    ['a licence', 'Copyright\n\nAs a user, I want x.\nYou must not sell it.\nIt shall be free.\n', false],
    ['Python packages', 'requests==2.0\nflask>=1\n', false],
    ['an empty file', '', false],
  ])('judges %s', (_, text, expected) => {
    expect(detectFormat({ path: 'requirements.txt', text }) === 'story-list').toBe(expected);
  });
});

describe('readStoryList', () => {
  it('derives ids from the words alone, so that order, numbers and spaces change nothing', () => {
    const ids = (text: string) => parseDocument({ path: 'x.txt', text }).requirements.map(({ id }) => id);
    const [first, second] = ids('As a user, I want x.\nAs a user, I want y.\n');
    expect(ids('\ufeff1. As a  user, I want y.\r\n2) As a user,  I want x.\r\n')).toEqual([second, first]);
  });

  it('reads a story of very many lines', () => {
    const { requirements } = parseDocument({
      path: 'x.txt',
      format: 'story-list',
      text: `As a user, I want x\n${'and more\n'.repeat(300_000)}`,
    });
    expect(requirements.length).toBe(1);
  });
});
