import { truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../fixtures/temp-folder.ts';
import { readDocuments } from '../store/read-document.ts';
import { documentFormats } from './format-names.ts';
import { parseDocument } from './parse-document.ts';

// Nothing here may take long: a text that makes a parser slow meets the time limit of the test.
const limit = 60_000;

const codes = (path: string, text: string): string[] => parseDocument({ path, text }).problems.map(({ code }) => code);
const deep = (open: string, levels = 20_000): string => open.repeat(levels);
const steps = (line: (indent: string) => string): string =>
  Array.from({ length: 1500 }, (_, level) => line(' '.repeat(level))).join('\n');

const names = ['a.md', 'a.feature', 'a.csv', 'a.json', 'a.yaml', 'a.rst', 'a.adoc', 'a.sdoc', 'a.reqif', 'a.txt'];

describe('hostile input', () => {
  it.each(names)('a NUL or a line of 50 MB in %s is refused before any parser sees it', (path) => {
    expect(codes(path, 'REQ-1: The door\0 shall open.')).toEqual(['binary_file']);
    expect(codes(path, 'x'.repeat(50_000_000))).toEqual(['file_too_large']);
    // Programs write JSON and XML on one line.
    const oneLine = /\.(?:json|reqif)$/.test(path);
    expect(codes(path, `a\n${'x'.repeat(5_000_000)}`).includes('line_too_long')).toBe(!oneLine);
  });

  it('a Jira export on one line of several megabytes is read', { timeout: limit }, () => {
    const fields = (n: number) => ({ summary: `Door ${n}`, description: `The door shall open. ${'x'.repeat(900)}` });
    const issues = Array.from({ length: 3000 }, (_, n) => ({ key: `DOOR-${n}`, fields: fields(n) }));
    const document = parseDocument({ path: 'jira.json', text: JSON.stringify({ issues }) });
    expect(document.problems).toEqual([]);
    expect(document.requirements).toHaveLength(3000);
  });

  it.each([
    ['CSV', 'requirements.csv', 'id,text\n', (n: number) => `R-${n},a b c\n`],
    ['stories', 'a.txt', '', (n: number) => `As a user I want door ${n}.\n`],
  ])('of more records than anybody keeps in %s the first are read, and a problem says so', (_, path, lead, record) => {
    const text = lead + Array.from({ length: 100_002 }, (_each, n) => record(n)).join('');
    const document = parseDocument({ path, text });
    expect(document.requirements).toHaveLength(100_000);
    const line = path.endsWith('.csv') ? 100_002 : 100_001;
    expect(document.problems).toMatchObject([{ code: 'too_many_records', source: { line } }]);
  });

  it.each([
    ['a feature', 'a.feature', 'Scenario: a\nGiven b\n'],
    ['YAML', 'requirements.yaml', '- id: R\n  text: b\n'],
  ])('%s of very many lines is refused before its parser sees it', (_, path, record) => {
    expect(codes(path, record.repeat(200_001))).toEqual(['too_many_lines']);
  });

  it('a row of very many cells is no work', () => {
    expect(codes('requirements.csv', '|a'.repeat(500_000))).toEqual(['no_text_column']);
  });

  it.each([
    ['JSON', 'a.json', deep('[')],
    ['JSON objects', 'requirements.json', deep('{"requirements":')],
    ['flow YAML', 'a.yaml', `requirements: ${deep('[')}`],
    ['flow YAML over lines', 'a.yaml', deep('[\n')],
    ['block YAML', 'a.yaml', steps((indent) => `${indent}a:`)],
    [
      'the front matter of a Doorstop item',
      'SRS1.md',
      `---\nactive: true\nnormative: true\nlevel: ${deep('{a: ')}\n---\n`,
    ],
    ['XML elements', 'a.reqif', `<REQ-IF>${deep('<a>')}`],
    ['XML elements with attributes', 'a.xml', `<REQ-IF>${deep('<a b=">" c="\'">')}`],
    ['Markdown lists', 'a.md', steps((indent) => `${indent}${indent}- a`)],
    ['Markdown quotes', 'a.md', deep('> ')],
  ])('nesting of %s without end is refused', (_, path, text) => {
    expect(codes(path, text)).toEqual(['too_deep']);
  });

  it('reStructuredText nested without end is read level by level', { timeout: limit }, () => {
    const text = steps((indent) => `${indent}.. req:: A\n${indent} :id: R${indent.length}\n`);
    const { requirements } = parseDocument({ path: 'a.rst', text });
    expect(requirements).toHaveLength(1500);
    expect(requirements.at(-1)?.parent).toBe('R1498');
  });

  it('brackets in strings, comments and attributes are no nesting', () => {
    const brackets = '[{'.repeat(500);
    expect(
      codes('requirements.json', JSON.stringify([{ id: 'R-1', text: `The door shall open ${brackets}` }])),
    ).toEqual([]);
    expect(codes('a.reqif', `<REQ-IF><!--${'<a>'.repeat(500)}--><b c="${'>'.repeat(500)}"/></REQ-IF>`)).toEqual([]);
    expect(codes('a.sdoc', `[DOCUMENT]\nTITLE: ${brackets}\n`)).toEqual([]);
  });

  it('a bomb of YAML aliases does not grow', { timeout: limit }, () => {
    const levels = Array.from(
      { length: 12 },
      (_, n) =>
        `a${n}: &a${n} [${Array(10)
          .fill(n === 0 ? 'x' : `*a${n - 1}`)
          .join(', ')}]`,
    );
    const list = `requirements:\n  - id: R-1\n    text: *a11\n`;
    expect(
      parseDocument({ path: 'a.yaml', text: `${levels.join('\n')}\n${list}`, format: 'tabular' }).requirements,
    ).toEqual([]);
    const item = `${levels.join('\n')}\nactive: true\nnormative: true\nlevel: 1.1\nlinks: *a11\ntext: The door shall open.\n`;
    expect(parseDocument({ path: 'SRS1.yml', text: item, format: 'doorstop' }).requirements).toMatchObject([
      { links: [] },
    ]);
  });

  it.each([
    ['entities that grow', '<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'],
    ['an external entity', '<!ENTITY a SYSTEM "file:///etc/passwd">'],
    ['an external document type', ''],
  ])('XML with %s is not read', (_, entities) => {
    const text = `<?xml version="1.0"?>\n<!DOCTYPE REQ-IF SYSTEM "http://127.0.0.1/x.dtd" [${entities}]>\n<REQ-IF>&a;</REQ-IF>`;
    const document = parseDocument({ path: 'a.reqif', text });
    expect(document.requirements).toEqual([]);
    expect(document.problems).toMatchObject([{ code: 'xml_doctype', source: { line: 2 } }]);
  });

  it.each([
    [
      'JSON',
      'requirements.json',
      '[{"__proto__": {"text": "polluted"}, "constructor": "x", "id": "R-1", "text": "The door shall open."}]',
    ],
    [
      'YAML',
      'requirements.yaml',
      '- __proto__: {text: polluted}\n  constructor: x\n  id: R-1\n  text: The door shall open.\n',
    ],
    ['CSV', 'requirements.csv', 'id,__proto__,constructor,text\nR-1,polluted,x,The door shall open.\n'],
    [
      'Sphinx-Needs',
      'needs.json',
      '{"versions": {"__proto__": {"needs": {"R-1": {"id": "R-1", "type": "req", "__proto__": "polluted", "content": "The door shall open."}}}}}',
    ],
    [
      'RST',
      'a.rst',
      '.. req:: A\n   :id: R-1\n   :__proto__: polluted\n   :constructor: x\n\n   The door shall open.\n',
    ],
    [
      'Doorstop',
      'R-1.yml',
      '__proto__: {a: polluted}\nactive: true\nnormative: true\nlevel: 1.1\nlinks: []\ntext: The door shall open.\n',
    ],
  ])('a prototype as a key in %s is a name like all others', (_, path, text) => {
    expect(parseDocument({ path, text }).requirements).toMatchObject([{ id: 'R-1', text: 'The door shall open.' }]);
    expect(Reflect.get({}, 'text')).toBeUndefined();
    expect(Reflect.get({}, 'a')).toBeUndefined();
  });

  it.each(documentFormats)('one mark over and over is no work for %s', { timeout: limit }, (format) => {
    const marks = [
      '`',
      '`a~a',
      '**a',
      '_a ',
      '[',
      '[a](',
      '<a',
      '<!--',
      '&a',
      '"',
      '\\"',
      '{"a":',
      '- a\n',
      '\n',
      ' ',
      '\t',
      '>>>\n',
      '.. req::\n',
      '   :id: a\n',
      '| a ',
      'a,',
      'As a ',
      'AC1: ',
      '(a) ',
      '# a\n',
      ': ',
      'a: b\n',
      '---\n',
      '[.specitem,oft-sid="',
    ];
    for (const mark of marks)
      for (const path of ['a.md', 'a.json', 'a.rst']) {
        const document = parseDocument({ path, text: mark.repeat(Math.ceil(5000 / mark.length)), format });
        expect(document.problems.every(({ hint }) => hint !== '')).toBe(true);
      }
  });
});

describe('hostile files', () => {
  // PAR-6
  it('a file of 50 MB is not even opened', async () => {
    await using folder = await temporaryFolder({ 'a.csv': '' });
    await truncate(join(folder.path, 'a.csv'), 50_000_000);
    expect(await readDocuments('a.csv', folder.path)).toMatchObject([{ problem: { code: 'too_large' } }]);
  });

  it('an archive that unpacks to far more than it is gives a problem and no document', async () => {
    const bomb = zipSync({ 'a.reqif': new Uint8Array(15_000_000), '../b.reqif': strToU8('x') });
    await using folder = await temporaryFolder({ 'a.reqifz': bomb });
    const read = await readDocuments('a.reqifz', folder.path);
    expect(read.flatMap((each) => ('problem' in each ? each.problem.code : each.path))).toEqual([
      'archive_too_large',
      'unsafe_entry',
    ]);
  });
});
