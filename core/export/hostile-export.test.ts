import { AstBuilder, compile, GherkinClassicTokenMatcher, Parser } from '@cucumber/gherkin';
import { IdGenerator } from '@cucumber/messages';
import { parse as parseCsv } from 'csv-parse/sync';
import fc from 'fast-check';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { execFileSync } from 'node:child_process';
import { stripTypeScriptTypes } from 'node:module';
import { describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { exportedFrom } from '../../fixtures/exported.ts';
import { hostileExport, hostileTexts } from '../../fixtures/hostile-export.ts';
import { parseDocument } from '../parse/parse-document.ts';
import { findTests } from '../trace/find-tests.ts';
import { readResults } from '../trace/read-results.ts';
import type { ExportedFile, ExportInput } from './export-input.ts';
import { exporters } from './exporters.ts';
import type { ExportFormat } from './format-names.ts';

const base = await exportedFrom({
  'docs/doors.md': `# Doors

## REQ-1 Open

When the button is pressed, the door shall open.

## US-3 Cancel

As a customer, I want to cancel my order.

**Acceptance criteria**

- AC1: An order that has not shipped can be cancelled.

## REQ-4 Speed

The search shall be fast.
`,
});
const total = casesOf(base).length;

/** Pieces that break out of a syntax, alone and joined with what happens to stand beside them. */
const words = fc
  .array(fc.oneof(fc.constantFrom(...hostileTexts), fc.string({ unit: 'binary', maxLength: 8 })), {
    minLength: 1,
    maxLength: 3,
  })
  .map((parts) => parts.join(''));
const hostileInputs = fc
  .tuple(fc.array(words, { minLength: 40, maxLength: 60 }), fc.boolean())
  .map(([texts, named]) => {
    let at = 0;
    return hostileExport(base, () => texts[at++ % texts.length] ?? '', named);
  });

const readers: Partial<Record<ExportFormat, (files: ExportedFile[], input: ExportInput) => void>> = {
  json: ([file], { suite }) => expect(JSON.parse(file?.text ?? '')).toEqual(suite),
  yaml: ([file], { suite }) => expect(parseYaml(file?.text ?? '')).toEqual(wellFormed(suite)),
  markdown: ([file]) => {
    const kinds = new Map<string, number>();
    const visit = (node: { type: string; value?: string; children?: unknown[]; depth?: number }) => {
      const kind = node.type === 'heading' ? `heading ${node.depth}` : node.type;
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
      if (node.type === 'html') expect(node.value).toMatch(/^<\/?(?:code|span)>$/);
      for (const child of node.children ?? []) visit(child as typeof node);
    };
    visit(fromMarkdown(file?.text ?? ''));
    expect(kinds.get('heading 4')).toBe(total);
    const active = ['link', 'image', 'linkReference', 'imageReference', 'definition', 'code'];
    expect(active.filter((kind) => kinds.has(kind))).toEqual([]);
  },
  csv: ([file]) => expect(safeRows(file)).toHaveLength(total),
  xray: ([file], input) =>
    expect(safeRows(file)).toHaveLength(casesOf(input).flatMap(({ given }) => given.steps).length),
  testrail: ([file], input) =>
    expect(safeRows(file)).toHaveLength(casesOf(input).flatMap(({ given }) => given.steps).length),
  gherkin: (files) => {
    const pickles = files.flatMap(({ path, text }) => {
      const newId = IdGenerator.incrementing();
      const document = new Parser(new AstBuilder(newId), new GherkinClassicTokenMatcher()).parse(text);
      return compile(document, path, newId);
    });
    expect(pickles).toHaveLength(total);
    for (const { steps } of pickles)
      expect(steps.map(({ type }) => type)).toEqual(['Context', 'Context', 'Action', 'Action', 'Outcome']);
    expectPending(files);
  },
  junit: ([file]) => {
    const { results, problems } = readResults({ path: 'junit.xml', text: file?.text ?? '' });
    expect(problems).toEqual([]);
    expect(results.map(({ outcome }) => outcome)).toEqual(Array(total).fill('skipped'));
  },
  sarif: ([file]) => {
    for (const { message, locations } of JSON.parse(file?.text ?? '').runs[0].results) {
      expect(message.text).not.toContain('](');
      expect(locations[0].physicalLocation.artifactLocation.uri).toMatch(/^[\w.~!*'()%/-]*$/);
    }
  },
  vitest: expectScripts,
  playwright: expectScripts,
  pytest: (files) => {
    expectPending(files);
    python.push(...files.map(({ text }) => text));
  },
  openfasttrace: (files) => {
    const read = files.map((file) => parseDocument(file));
    expect(read.flatMap(({ requirements }) => requirements)).toHaveLength(2);
    const tests = read.flatMap(({ skipped }) => skipped).filter(({ reason }) => reason.includes('system test'));
    expect(tests).toHaveLength(total);
  },
  doorstop: (files, input) => {
    const items = files.filter(({ path }) => !path.endsWith('.doorstop.yml'));
    expect(new Set(items.map(({ path }) => path.toLowerCase())).size).toBe(items.length);
    expect(items).toHaveLength(total + 2);
    for (const { text } of items) expect(parseYaml(text)).toMatchObject({ active: true, normative: true });
    const names = items.map(({ text }) => parseYaml(text).casewright_id);
    for (const { name } of casesOf(input)) expect(names).toContain(name.toWellFormed());
  },
  strictdoc: (files) => {
    const read = files.map((file) => parseDocument(file));
    expect(read.flatMap(({ problems }) => problems)).toEqual([]);
    expect(files.flatMap(({ text }) => text.match(/^\[TEST_CASE\]$/gm) ?? [])).toHaveLength(total);
    expect(read.flatMap(({ requirements }) => requirements)).toHaveLength(2);
  },
  'sphinx-needs': (files) => {
    const lines = files.flatMap(({ text }) => text.split('\n'));
    expect(lines.filter((line) => line.startsWith('.. test::'))).toHaveLength(total);
    expect(lines.filter((line) => /^\s*:id:/.test(line))).toHaveLength(total + 2);
    expect(lines.filter((line) => /^\s*\.\. /.test(line))).toHaveLength(total + 2);
  },
};

const python: string[] = [];

describe('text that tries to break out', () => {
  it.each(Object.keys(readers) as ExportFormat[])('stays text in %s', (format) => {
    fc.assert(
      fc.property(hostileInputs, (input) => {
        const files = exporters[format](input);
        for (const { path, text } of files) {
          expect(path).toMatch(/^(?:[\w-]+\/)*(?:[\w-]+(?:\.[\w-]+)+|\.doorstop\.yml)$/);
          expect(text.isWellFormed()).toBe(true);
          for (const unseen of ['\0', '\u001b', '\u202e', '\u200b']) expect(text).not.toContain(unseen);
        }
        readers[format]?.(files, input);
      }),
      { numRuns: 40 },
    );
  });

  it('leaves the skeletons of pytest what Python can parse, with one skipped function for each case', () => {
    expect(python.length).toBeGreaterThan(10);
    const program = [
      'import ast,json,sys',
      'for text in json.load(sys.stdin):',
      '  body = ast.parse(text).body',
      '  kinds = [type(n).__name__ for n in body]',
      '  assert kinds[:2] == ["Expr", "Import"] and set(kinds[2:]) == {"FunctionDef"}, kinds',
      '  print(len(kinds) - 2, all(len(n.decorator_list) == 2 and len(n.body) == 2 for n in body[2:]))',
    ].join('\n');
    const said = execFileSync('python3', ['-c', program], { input: JSON.stringify(python) }).toString();
    expect(new Set(said.trim().split('\n'))).toEqual(new Set([`${total} True`]));
  });
});

/** A file holds no half of a surrogate pair. */
function wellFormed<T>(value: T): T {
  return JSON.parse(JSON.stringify(value).replace(/\\ud[89a-f][0-9a-f]{2}/g, '\ufffd'));
}

function casesOf({ documents }: ExportInput) {
  return documents.flatMap(({ requirements }) => requirements.flatMap(({ cases }) => cases));
}

function safeRows(file: ExportedFile | undefined): string[][] {
  const [, ...rows]: string[][] = parseCsv(file?.text ?? '', { bom: true });
  for (const cell of rows.flat()) expect(cell).not.toMatch(/^\s*[=+\-@＝＋－＠]/);
  return rows;
}

function expectScripts(files: ExportedFile[]): void {
  for (const { text } of files) stripTypeScriptTypes(text);
  expectPending(files);
}

function expectPending(files: ExportedFile[]): void {
  const tests = files.flatMap((file) => findTests({ ...file, path: `tests/${file.path}` }));
  expect(tests).toHaveLength(total);
  expect(tests.every(({ pending }) => pending)).toBe(true);
}
