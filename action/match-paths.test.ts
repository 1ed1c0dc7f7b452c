import { describe, expect, it } from 'vitest';
import { pathMatcher } from './match-paths.ts';

const paths = [
  'README.md',
  'docs/a.md',
  'docs/deep/b.md',
  'docs/c.txt',
  'node_modules/x/d.md',
  'casewright/docs/a.md',
  'docs/[x].md',
];
const matched = (...patterns: string[]) => paths.filter(pathMatcher(patterns));

describe('pathMatcher()', () => {
  it('takes files, folders and globs, as the command line does', () => {
    expect(matched('docs/c.txt')).toEqual(['docs/c.txt']);
    expect(matched('./docs/')).toEqual(['docs/a.md', 'docs/deep/b.md', 'docs/[x].md']);
    expect(matched('docs/*.md')).toEqual(['docs/a.md', 'docs/[x].md']);
    expect(matched('docs/[x].md')).toEqual(['docs/[x].md']);
  });

  it('never takes packages or its own record', () => {
    expect(matched('**/*.md')).toEqual(['README.md', 'docs/a.md', 'docs/deep/b.md', 'docs/[x].md']);
    expect(matched('.')).toEqual(matched('**/*.md'));
  });

  it('takes out what a pattern with ! names', () => {
    expect(matched('**/*.md', '!docs/deep', '!README.md')).toEqual(['docs/a.md', 'docs/[x].md']);
  });
});
