import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { htmlCode, htmlText, markdownCode, markdownText } from './neutral-markdown.ts';

type Node = { type: string; value?: string; children?: Node[] };

function parsed(text: string): Node {
  return fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
}

/** Without the element that keeps a dollar sign from beginning a formula. */
function typesOf(node: Node): string[] {
  if (node.type === 'html' && isDollarMark(node)) return [];
  return [node.type, ...(node.children ?? []).flatMap(typesOf)];
}

function isDollarMark({ value = '' }: Node): boolean {
  return value === '<span>' || value === '</span>';
}

function shown(node: Node): string {
  return (isDollarMark(node) ? '' : (node.value ?? '')) + (node.children ?? []).map(shown).join('');
}

const hostile = [
  '@octocat and @org/team',
  'see #123, octo/repo#5, GH-12 and 6dcb09b5b57875f334f61aebed695e2e4193db5e',
  '<img src=x onerror=alert(1)> <!-- casewright:comment --> </details>',
  '![x](https://evil.example/a.png) [y](javascript:alert(1)) <https://evil.example>',
  'https://evil.example www.evil.example someone@evil.example',
  '``` a | b | c ~~x~~ **b** _i_ `code` $x^2$ :tada:',
  '- x',
  '1. x',
  '# x',
  '+ x',
  '[^1] [ ] \\ {x}',
];

describe('markdownText()', () => {
  // ACT-5
  it.each(hostile)('shows %j as written and makes nothing of it', (text) => {
    const tree = parsed(`- ${markdownText(text)}`);
    expect(typesOf(tree)).toEqual(expect.arrayContaining(['root', 'list', 'listItem', 'paragraph', 'text']));
    expect(new Set(typesOf(tree)).size).toBe(5);
    expect(shown(tree).replaceAll('\u200b', '')).toBe(text);
  });

  it('breaks what GitHub turns into mentions and references', () => {
    const text = shown(parsed(markdownText(hostile.join(' '))));
    expect(text).not.toMatch(/@\w|#\d|GH-\d|\b[0-9a-f]{7,40}\b|:\/\/|www\.|:tada:/);
  });

  it('drops bidirectional, invisible and control characters', () => {
    expect(markdownText('a\u202eb\u200bc\u0007d\u2066e\u{e0041}f\n\ng')).toBe('abcdef g');
  });

  it('leaves numbers and ids of everyday life alone', () => {
    for (const text of ['3.5 °C', '-5', 'high-5', '99.9 %', 'a/b', '12:30', 'REQ-7', 'v1.2.3', '#a'])
      expect(markdownText(text).replaceAll('\\', '')).toBe(text);
  });

  it('keeps the first few of a pile of marks on one letter', () => {
    expect(markdownText(`a${'\u0301'.repeat(500)}b`)).toBe(`a${'\u0301'.repeat(4)}b`);
    expect(markdownText('กี่ प्रे')).toBe('กี่ प्रे');
  });

  it('takes no longer for a word of a megabyte than its length asks', () => {
    for (const piece of ['a', 'a:', '@', ':', '1', 'www', '#', '\u0301'])
      expect(markdownText(piece.repeat(1_000_000)).length).toBeGreaterThan(3);
  });

  it('makes nothing but text of anything, in a cell too', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        const cell = markdownText(text);
        const table = typesOf(parsed(`| a | b |\n|---|---|\n| ${cell} | x |`));
        const allowed = ['root', 'table', 'tableRow', 'tableCell', 'text'];
        expect(table.filter((type) => !allowed.includes(type))).toEqual([]);
        expect(table.filter((type) => type === 'tableCell')).toHaveLength(4);
      }),
    );
  });
});

describe('markdownCode()', () => {
  it.each(hostile)('shows %j as written, in code font', (text) => {
    const tree = parsed(`- ${markdownCode(text)}`);
    expect(new Set(typesOf(tree))).toEqual(new Set(['root', 'list', 'listItem', 'paragraph', 'text', 'html']));
    expect(shown(tree).replaceAll('\u200b', '')).toBe(`<code>${text}</code>`);
  });

  it('puts nothing into an id', () => {
    expect(markdownCode('ollama:tiny:1b GH-12')).toBe('<code>ollama:tiny:1b GH-12</code>');
  });
});

describe('htmlText()', () => {
  it('closes no element and opens none', () => {
    expect(htmlText('</summary><b a="1">&amp;')).toBe('&lt;/summary&gt;&lt;b a=&quot;1&quot;&gt;&amp;amp;');
  });
});

describe('htmlCode()', () => {
  it('is code font in which nothing is put into an id', () => {
    expect(htmlCode('TC-<1>-1234567 #12')).toBe('<code>TC-&lt;1&gt;-1234567 #12</code>');
  });
});
