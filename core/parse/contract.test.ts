import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineAt } from '../text/lines.ts';
import { quoteRange } from '../text/quote.ts';
import type { ParsedDocument, Source } from '../types.ts';
import { type DocumentFormat, documentFormats } from './format-names.ts';
import { detectFormat } from './formats.ts';
import { parseDocument } from './parse-document.ts';

const root = fileURLToPath(new URL('../../fixtures/', import.meta.url));
const loose: Partial<Record<DocumentFormat, string[]>> = {
  markdown: [
    'web-shop.md',
    'climate-controller.md',
    'messy.md',
    'speckit-photo-albums/spec.md',
    'demo/requirements.md',
  ],
};

type Sample = { path: string; text: string; format: DocumentFormat };

/** All fixtures of a format that are as they should be. */
function samplesOf(format: DocumentFormat): Sample[] {
  const paths = globSync(`formats/${format}/**/*.*`, { cwd: root }).filter(
    (path) => !/\.parse\.json$|\.reqifz$/.test(path),
  );
  const good = paths.filter((path) => !/(?:^|\/)bad[^/]*$/.test(path));
  return [...good, ...(loose[format] ?? [])]
    .sort()
    .map((path) => ({ path, text: readFileSync(root + path, 'utf8'), format }));
}

const read = ({ path, text, format }: Sample): ParsedDocument => parseDocument({ path, text, format });

/** Lines that say nothing: markup, names, values. Formats that are not listed here may hold prose that demands nothing. */
const structural: Partial<Record<DocumentFormat, RegExp>> = {
  openfasttrace: /^(?:#.*|=+ .*|---|Some words about the station, which hold no item\.)$/,
  strictdoc: /^\[\[?\/?[A-Z_]+\]\]?$|^\s*(?:- )?[A-Z]+:(?: [^.]*)?$/,
  'sphinx-needs':
    /^(?:[A-Z][a-z]+ [a-z]+|=+|\s*\.\. (?:toctree|needtable|code-block:: rst|req:: Not a requirement)(?:::)?|\s+:[a-z]+:.*|\s+other|\s*[{}],?|.*"(?:created|current_version|project|versions|needs|needs_amount|1\.\d)".*)$/,
  reqif: /^\s*<(?!xhtml).*>$/,
  doorstop: /^$/,
  // Comments, notes and code hold what nobody demands, even where it says must.
  markdown: /^(?:<!--.*|\*\*Input\*\*.*|- Must use the index\.|(?!.*\b(?:shall|must)\b).*)$/i,
};
const harmless = /^(?!.*\b(?:shall|must)\b)/i;

const within = (line: number, { source }: { source: Source }): boolean =>
  source.line <= line && line <= source.end_line;

function texts(document: ParsedDocument): { key: string; text: string }[] {
  return document.requirements.flatMap(({ id, text, criteria }) => [
    { key: id, text },
    ...criteria.map((criterion) => ({ key: `${id}/${criterion.id}`, text: criterion.text })),
  ]);
}

const folded = (text: string): string => text.replace(/\s/g, ' ');

/** What holds of every document, however broken. */
function checkDocument(document: ParsedDocument): void {
  const ids = document.requirements.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const last = lineAt({ text: document.text }, document.text.length);
  const sources = [
    ...document.requirements.flatMap(({ source, criteria }) => [source, ...criteria.map((each) => each.source)]),
    ...document.skipped.map(({ source }) => source),
    ...document.problems.flatMap(({ source }) => source ?? []),
  ];
  for (const { line, end_line } of sources) {
    expect(line).toBeGreaterThanOrEqual(1);
    expect(end_line).toBeGreaterThanOrEqual(line);
    expect(end_line).toBeLessThanOrEqual(last);
  }
  for (const { criteria, hash } of document.requirements) {
    expect(new Set(criteria.map(({ id }) => id)).size).toBe(criteria.length);
    expect(hash).toMatch(/^[\da-f]{16}$/);
  }
  for (const { key, text } of texts(document)) {
    expect(text.trim(), `${key}`).not.toBe('');
    let at = 0;
    for (const run of document.runs[key] ?? []) {
      expect(run.at, `${key}`).toBeGreaterThanOrEqual(at);
      expect(run.at + run.length, `${key}`).toBeLessThanOrEqual(text.length);
      expect(run.start, `${key}`).toBeGreaterThanOrEqual(0);
      expect(run.start + (run.span ?? run.length), `${key}`).toBeLessThanOrEqual(document.text.length);
      const raw = document.text.slice(run.start, run.start + run.length);
      const clean = text.slice(run.at, run.at + run.length);
      // One clean character may stand for an entity, an escape or a line break.
      const inStep = run.span !== undefined || run.length === 1 || folded(raw) === folded(clean);
      expect(inStep, `${key}: ${JSON.stringify({ raw, clean })}`).toBe(true);
      at = run.at + run.length;
    }
  }
  for (const { code, message, hint } of document.problems) {
    expect(code).toMatch(/^[a-z_]+$/);
    expect(message.length * hint.length).toBeGreaterThan(0);
  }
}

const content = ({ requirements, skipped, problems }: ParsedDocument) => ({
  requirements,
  skipped,
  problems: problems.map(({ code, source }) => [code, source?.line]),
});

const tokens = [
  '`',
  '<',
  '</',
  '/>',
  '>',
  '"',
  "'",
  '[',
  ']',
  '{',
  '}',
  '---\n',
  '>>>',
  '<<<',
  '::',
  ':',
  '|',
  '*',
  '~',
  '@',
  '#',
  '&amp;',
  '&x;',
  '\n',
  '\r',
  '\r\n',
  '\n\n',
  '\t',
  '    ',
  '\\',
  '\u2028',
  '\ufeff',
  '\ud800',
  '😀',
  '- ',
  '1. ',
  '.. req:: ',
  ':id: ',
  '[REQUIREMENT]\n',
  '```\n',
  '"""\n',
  'Scenario: ',
  '<![CDATA[',
  '<!--',
  '__proto__',
  '!!js/function ',
  '*a',
  '&a ',
  '%',
  '\u0001',
];
const place = fc.double({ min: 0, max: 1, noNaN: true });
const mutation = fc.record({
  kind: fc.constantFrom('cut', 'repeat', 'insert' as const),
  from: place,
  length: fc.integer({ min: 1, max: 200 }),
  text: fc.oneof(
    { arbitrary: fc.constantFrom(...tokens), weight: 6 },
    { arbitrary: fc.string({ maxLength: 8, unit: 'binary' }), weight: 1 },
  ),
});

function mutate(
  text: string,
  { kind, from, length, text: inserted }: { kind: string; from: number; length: number; text: string },
): string {
  const at = Math.floor(from * text.length);
  if (kind === 'cut') return text.slice(0, at) + text.slice(at + length);
  return text.slice(0, at) + (kind === 'repeat' ? text.slice(at, at + length) : inserted) + text.slice(at);
}

describe.each(documentFormats)('the format %s', (format) => {
  const samples = samplesOf(format);

  // PAR-1
  it('has fixtures, in which it finds requirements', () => {
    expect(samples.flatMap((sample) => read(sample).requirements).length).toBeGreaterThanOrEqual(2);
  });

  // PLN-7
  it.each(samples.map((sample) => [sample.path, sample] as const))('keeps the contract on %s', (_, sample) => {
    const document = read(sample);
    checkDocument(document);
    expect(read(sample)).toEqual(document);
    expect(detectFormat(sample)).toBe(format);
    for (const { key, text } of texts(document)) {
      for (const word of text.matchAll(/[\p{L}\p{N}]+/gu)) {
        const range = { from: word.index, to: word.index + word[0].length };
        const quote = quoteRange(document, { text, runs: document.runs[key] ?? [] }, range);
        expect(quote?.quote.replaceAll('\\', ''), `${key}: ${text}`).toBe(word[0]);
        const raw = sample.text.slice(quote?.start, quote?.end);
        expect(document.encoded ? quote?.quote : raw).toBe(quote?.quote);
      }
    }
  });

  // PAR-3
  it.each(samples.map((sample) => [sample.path, sample] as const))('loses no line of %s', (_, sample) => {
    const document = read(sample);
    const places = [...document.requirements, ...document.skipped];
    for (const [index, line] of sample.text.split(/\r\n|\n/).entries()) {
      if (line.trim() === '' || places.some((each) => within(index + 1, each))) continue;
      expect(line, `line ${index + 1}`).toMatch(structural[format] ?? harmless);
    }
  });

  it.each(samples.map((sample) => [sample.path, sample] as const))(
    'reads %s alike with other line ends',
    (_, sample) => {
      const unix = { ...sample, text: sample.text.replaceAll('\r\n', '\n') };
      const expected = content(read(unix));
      const windows = { ...unix, text: unix.text.replaceAll('\n', '\r\n') };
      expect(content(read(windows))).toEqual(expected);
      expect(detectFormat(windows)).toBe(format);
      expect(content(read({ ...unix, text: `\ufeff${unix.text}` }))).toEqual(expected);
      const hashes = (document: ParsedDocument) => document.requirements.map(({ id, hash }) => [id, hash]);
      expect(hashes(read({ ...unix, text: `${unix.text}\n` }))).toEqual(hashes(read(unix)));
    },
  );

  // The same documents each time, so that a run can be repeated; `FC_SEED=$RANDOM npm test` tries others.
  it('survives whatever happens to its files', () => {
    expect(samples).not.toEqual([]);
    fc.assert(
      fc.property(
        fc.constantFrom(...samples),
        fc.array(mutation, { minLength: 1, maxLength: 6 }),
        (sample, mutations) => {
          const text = mutations.reduce(mutate, sample.text);
          const document = parseDocument({ path: sample.path, text, format });
          checkDocument(document);
          detectFormat({ path: sample.path, text });
        },
      ),
      { numRuns: 150, seed: Number(process.env['FC_SEED'] ?? 1) },
    );
  });
});
