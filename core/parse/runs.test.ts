import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quoteRange } from '../text/quote.ts';
import type { ParsedDocument } from '../types.ts';
import { parseDocument } from './parse-document.ts';

const piece = fc.constantFrom(
  '# Requirements',
  '## REQ-1 Lock it',
  '### User Story 1 - Go (Priority: P1)',
  '- **REQ-2**: The a_b shall',
  '* `R-3` When',
  '> ',
  '> - ',
  '\n',
  '\n\n',
  '\r\n',
  '\r\n\r\n',
  '  ',
  '    ',
  '\t',
  ' ',
  '**bold** ',
  '*em*',
  '`co\\|de` ',
  '``a ` b`` ',
  '[link](x "t&amp;")',
  '[REQ-9] ',
  '\\_',
  '\\*',
  '\\\\',
  '&amp;',
  '&nbsp;',
  '&#x1F600;',
  '&NotEqualTilde;',
  '&lt',
  '😀',
  'The system shall ',
  'When it rains, ',
  'must',
  'Given a b\n',
  'Then c',
  'AC1: ',
  'As a user, I want x',
  '| ID | Text |\n|---|---|\n',
  '| A-1 | a \\| `b \\| c` |\n',
  '<br>',
  '<!-- no -->',
  '```\n',
  '\\\n',
  'Rationale: ',
  '(Priority: high)',
  '- a\n',
  '1. ',
  '- [ ] ',
  'http://a_b_c.de/_x_ ',
  'a@b.cd ',
  '~~x~~',
  '[^1]',
  '#',
  '\u00a0',
  '\ufeff',
  '\r',
  'TBD',
);
const markdown = fc
  .array(fc.oneof({ arbitrary: piece, weight: 8 }, { arbitrary: fc.string({ maxLength: 6 }), weight: 1 }), {
    maxLength: 40,
  })
  .map((parts) => parts.join(''));

function texts(document: ParsedDocument): [string, string][] {
  return document.requirements.flatMap((requirement) => [
    [requirement.id, requirement.text] as [string, string],
    ...requirement.criteria.map((criterion): [string, string] => [`${requirement.id}/${criterion.id}`, criterion.text]),
  ]);
}

/** What may be put between words of the file: the commas of an enumeration, the space between two paragraphs. */
const glue = /^[ ,:]*$/;

function checkRuns(document: ParsedDocument, key: string, text: string): void {
  const runs = document.runs[key] ?? [];
  let at = 0;
  let start = 0;
  for (const run of runs) {
    expect(run.at).toBeGreaterThanOrEqual(at);
    expect(run.start).toBeGreaterThanOrEqual(start);
    expect(run.start + run.length).toBeLessThanOrEqual(document.text.length);
    for (let index = 0; index < run.length; index++) {
      const clean = text[run.at + index] ?? '';
      const raw = document.text[run.start + index] ?? '';
      const folded = clean === ' ' && /[\s\\<]/.test(raw);
      expect(clean === raw || raw === '&' || folded, `${key}: ${JSON.stringify({ clean, raw, run, text })}`).toBe(true);
    }
    expect(text.slice(at, run.at)).toMatch(glue);
    at = run.at + run.length;
    start = run.start;
  }
  expect(text.slice(at)).toMatch(glue);
}

describe('runs', () => {
  // The same documents each time, so that a run can be repeated; `FC_SEED=$RANDOM npm test` tries others.
  it('map every character to the same character of the file, whatever the document', () => {
    fc.assert(
      fc.property(markdown, (text) => {
        const document = parseDocument({ path: 'x.md', text });
        for (const [key, clean] of texts(document)) {
          expect(clean).not.toBe('');
          expect(document.runs).toHaveProperty([key]);
          checkRuns(document, key, clean);
          const quote = quoteRange(
            document,
            { text: clean, runs: document.runs[key] ?? [] },
            { from: 0, to: clean.length },
          );
          expect(quote && document.text.slice(quote.start, quote.end)).toBe(quote?.quote);
        }
        for (const { source } of [...document.requirements, ...document.skipped]) {
          expect(source.line).toBeGreaterThan(0);
          expect(source.end_line).toBeGreaterThanOrEqual(source.line);
        }
        expect(new Set(document.requirements.map(({ id }) => id)).size).toBe(document.requirements.length);
      }),
      { numRuns: 1500, seed: Number(process.env['FC_SEED'] ?? 1) },
    );
  });

  it.each([
    [
      'escapes',
      'REQ-1: The user\\_name shall \\*not\\* be empty.',
      'user_name shall *not*',
      'user\\_name shall \\*not\\*',
    ],
    [
      'entities',
      'REQ-1: The R&amp;D team shall see a &lt; b.',
      'R&D team shall see a <',
      'R&amp;D team shall see a &lt;',
    ],
    ['inline code', 'REQ-1: The call `get_all(x)` shall return `` ` ``.', 'get_all(x) shall', 'get_all(x)` shall'],
    ['emphasis', 'REQ-1: The **main _door_** shall open.', 'main door shall', 'main _door_** shall'],
    [
      'links',
      'REQ-1: The [main door](http://x.y "t") shall open.',
      'main door shall',
      'main door](http://x.y "t") shall',
    ],
    ['CRLF', 'REQ-1: The door\r\nshall open.', 'door shall', 'door\r\nshall'],
    ['block quotes', '> REQ-1: The door\n> shall open.', 'door shall', 'door\n> shall'],
    ['list indentation', '- REQ-1: The door\n    shall open.', 'door shall', 'door\n    shall'],
    ['hard breaks', 'REQ-1: The door\\\nshall open.', 'door shall', 'door\\\nshall'],
    ['escaped pipes in a table', '| ID | Text |\n|--|--|\n| A-1 | It shall show `a\\|b` now |', 'a|b', 'a\\|b'],
    ['a quote sign that is text', '> REQ-1: The door\n>      > shall open.', '> shall', '> shall'],
    ['a quote sign behind a tab', 'REQ-1: The door\n\t> - shall open.', 'door > - shall', 'door\n\t> - shall'],
    [
      'quote signs inside and outside a quote',
      '> REQ-1: The door\n> &gt; shall \\> open.',
      '> shall > open',
      '&gt; shall \\> open',
    ],
    ['two BOMs', '\ufeff\ufeffREQ-1: The door shall open.', 'The door', 'The door'],
    ['a BOM', '\ufeffREQ-1: The door shall open.', 'The door', 'The door'],
  ])('quote verbatim over %s', (...[, text, clean, quote]) => {
    const document = parseDocument({ path: 'x.md', text });
    const [requirement] = document.requirements;
    const at = requirement?.text.indexOf(clean) ?? -1;
    expect(at).toBeGreaterThanOrEqual(0);
    const runs = document.runs[requirement?.id ?? ''] ?? [];
    expect(quoteRange(document, { text: clean, runs }, { from: at, to: at + clean.length })?.quote).toBe(quote);
  });
});
