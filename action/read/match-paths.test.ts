import { describe, expect, it } from 'vitest';
import { namedMatcher, pathMatcher } from './match-paths.ts';

const paths = [
  'README.md',
  'docs/a.md',
  'docs/deep/b.md',
  'docs/c.log',
  'node_modules/x/d.md',
  'casewright/docs/a.md',
  'docs/[x].md',
];
const matched = (...patterns: string[]) => paths.filter(pathMatcher(patterns));

describe('pathMatcher()', () => {
  it('takes files, folders and globs, as the command line does', () => {
    expect(matched('docs/c.log')).toEqual(['docs/c.log']);
    expect(matched('./docs/')).toEqual(['docs/a.md', 'docs/deep/b.md', 'docs/[x].md']);
    expect(matched('docs/*.md')).toEqual(['docs/a.md', 'docs/[x].md']);
    expect(matched('docs/[x].md')).toEqual(['docs/[x].md']);
  });

  it('takes files of every format from a folder, and knows which were named themselves', () => {
    const formats = ['docs/a.csv', 'docs/b.feature', 'docs/c.reqif', 'docs/d.png'];
    expect(formats.filter(pathMatcher(['docs']))).toEqual(['docs/a.csv', 'docs/b.feature', 'docs/c.reqif']);
    expect(formats.filter(namedMatcher(['docs', './docs/a.csv']))).toEqual(['docs/a.csv']);
  });

  it('never takes packages or its own record', () => {
    expect(matched('**/*.md')).toEqual(['README.md', 'docs/a.md', 'docs/deep/b.md', 'docs/[x].md']);
    expect(matched('.')).toEqual(matched('**/*.md'));
  });

  it('takes out what a pattern with ! names', () => {
    expect(matched('**/*.md', '!docs/deep', '!README.md')).toEqual(['docs/a.md', 'docs/[x].md']);
  });
});
