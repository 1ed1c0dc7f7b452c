import { describe, expect, it } from 'vitest';
import { pathFault, patternFault } from './path-fault.ts';

describe('pathFault()', () => {
  it.each([
    ['a control character', 'a.md\u0000.png'],
    ['a line end', 'a\n.md'],
    ['an address', 'https://example.org/a.md'],
    ['endless length', 'a'.repeat(1001)],
  ])('finds %s', (_, path) => {
    expect(pathFault(path)).toMatchObject({ code: 'invalid_path', hint: expect.stringMatching(/\S/) });
    expect(JSON.stringify(pathFault(path)).length).toBeLessThan(400);
  });

  it.each(['docs/a.md', 'docs/**/*.md', '../a.md', 'Größe (1).md', 'a'.repeat(1000)])('leaves %s alone', (path) => {
    expect(pathFault(path)).toBeUndefined();
  });
});

describe('patternFault()', () => {
  it.each([
    'docs/*.md',
    '**/docs/**/*.md',
    '**/*-req-*.md',
    'docs/*/*/*/*.md',
    '*.{md,mdx,markdown,feature,sdoc,reqif}',
    '{a,b}/{c,d}/*.{md,txt}',
    '2024-??-??-*.md',
    'C++/*.md',
    'none (1).md',
    'a.reqifz!/b.reqif',
  ])('allows %s', (path) => {
    expect(patternFault(path)).toBeUndefined();
  });

  it.each([
    [
      'groups that repeat',
      ['+(a)X', 'docs/+(+(+([a-z])))X', '+(a|aa)X', '@(+(*a)*)X', '+([a-z]|a)X', '!(a)*', '*(*a|a*)*(a*)X'],
    ],
    ['groups of regular expressions', ['(a|aa)+X', '([a-z])+X', '(a|a)(a|a)X', '(a+)*', '(?:a*)X']],
    ['repeated classes and choices', ['{a,aa}+X', '[a-z]+X']],
    ['many wildcards', ['*a*a*a*aX', `docs/${'*a'.repeat(12)}X`, '*/'.repeat(13), '*a*b/*c*d/*e*f']],
    ['many folders', ['**/a/**/b/**/c', '**/a/**/*b*c*d']],
    ['many choices', ['{a,a}'.repeat(5), '{a,{b,c},d}', `{${'a,'.repeat(16)}}`, '{a,b}/{c,d}/{e,f}/{g,h}/{i,j}']],
    ['segments that are one', ['*{a/,b}*{a/,b}*{a/,b}*X', '*[a/]*[a/]*[a/]*X']],
    ['braces that are none', ['{a,[}],a}{a,[}],a}', '{a,\\},a,a}{a,\\},a,a}', '{a,[]}],a}']],
  ])('turns %s down', (_, paths) => {
    for (const path of paths)
      expect([path, patternFault(path)]).toMatchObject([
        path,
        { code: 'invalid_path', hint: expect.stringContaining('docs/**/*') },
      ]);
  });
});
