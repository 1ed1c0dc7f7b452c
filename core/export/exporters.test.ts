import { AstBuilder, compile, GherkinClassicTokenMatcher, Parser } from '@cucumber/gherkin';
import { IdGenerator } from '@cucumber/messages';
import { Ajv } from 'ajv';
import { parse as parseCsv } from 'csv-parse/sync';
import { execFileSync } from 'node:child_process';
import { stripTypeScriptTypes } from 'node:module';
import { describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { exportedFrom } from '../../fixtures/exported.ts';
import { parseDocument } from '../parse/parse-document.ts';
import { suiteSchema } from '../schema/suite.ts';
import { findTests } from '../trace/find-tests.ts';
import { knownIds } from '../trace/known-ids.ts';
import { matchTests } from '../trace/match-tests.ts';
import { readResults } from '../trace/read-results.ts';
import type { ExportInput } from './export-input.ts';
import { exporters } from './exporters.ts';
import { type ExportFormat, exportFormats } from './format-names.ts';

const doors = `# Doors

## REQ-1 Open the door

When the button is pressed, the door shall open within 2 s.

## REQ-2 Message integrity

The gateway shall not forward a message whose checksum is invalid.

## US-3 Cancel an order

As a customer, I want to cancel my order, so that I am not charged.

**Acceptance criteria**

- AC1: An order that has not shipped can be cancelled.
- AC2: An order that has shipped cannot be cancelled.

## REQ-4 Speed

The search shall be fast.
`;
// REQ-2 stands in both documents, so bare ids say too little.
const lamps = '# Lamps\n\n## REQ-2 Lamp\n\nThe lamp shall glow when the room is dark.\n';
const files = { 'docs/doors.md': doors, 'docs/lamps.md': lamps };
const input = await exportedFrom(files);
const cases = input.documents.flatMap(({ path, requirements }) =>
  requirements.flatMap((of) => of.cases.map((one) => ({ path, of, ...one }))),
);
const names = cases.map(({ name }) => name);

function textOf(format: ExportFormat, from: ExportInput = input): string {
  const [file, ...others] = exporters[format](from);
  expect(others).toEqual([]);
  return file?.text ?? '';
}

/** What our own search for tests finds in the files of an export, with the keys that each test names. */
function foundIn(format: ExportFormat) {
  const ids = knownIds(
    [],
    cases.flatMap(({ path, of, given }) => [
      { document: path, id: given.id },
      { document: path, id: of.requirement.id },
    ]),
  );
  const tests = exporters[format](input).flatMap((file) => findTests({ ...file, path: `tests/${file.path}` }));
  return matchTests({ tests, results: [] }, ids);
}

const keys = cases.map(({ path, given }) => `${path}:${given.id}`);

describe('the registry of exporters', () => {
  // EXP-1, EXP-2
  it('holds every format that the contract promises', () => {
    const promised =
      'json yaml markdown csv gherkin junit sarif xray testrail vitest playwright pytest html openfasttrace doorstop strictdoc sphinx-needs';
    expect([...exportFormats].toSorted()).toEqual(promised.split(' ').toSorted());
  });

  // EXP-1, EXP-2
  it('writes each format the same way twice, into paths that any system can hold', () => {
    for (const format of exportFormats) {
      const written = exporters[format](input);
      expect(written.length).toBeGreaterThan(0);
      expect(exporters[format](input)).toEqual(written);
      for (const { path } of written) expect(path).toMatch(/^(?:[\w-]+\/)*(?:[\w-]+(?:\.[\w-]+)+|\.doorstop\.yml)$/);
    }
  });
});

describe('what is exported', () => {
  // EXP-3
  it('leaves out rejected cases, and with --only accepted all that nobody signed', async () => {
    const review = (id: string) => (id === 'TC-REQ-1-1' ? 'accepted' : id.startsWith('TC-US-3') ? 'rejected' : 'draft');
    const all = await exportedFrom(files, { review });
    const shown = all.suite.test_cases.map(({ id }) => id);
    expect(shown).toContain('TC-REQ-1-1');
    expect(shown.filter((id) => id.startsWith('TC-US-3'))).toEqual([]);
    expect(all.documents[0]?.requirements.find(({ name }) => name === 'US-3')?.items[0]?.state).toBe('uncovered');
    const signed = await exportedFrom(files, { review, only: 'accepted' });
    expect(signed.suite.test_cases.map(({ id }) => id)).toEqual(['TC-REQ-1-1']);
  });

  it('marks stale cases in every format that lists cases', async () => {
    const changed = { ...files, 'docs/doors.md': doors.replace('within 2 s', 'within 5 s') };
    const stale = await exportedFrom(files, { changed });
    expect(stale.suite.problems.map(({ code }) => code)).toContain('stale_case');
    const silent: string[] = [];
    for (const format of exportFormats.filter((each) => each !== 'csv')) {
      const text = exporters[format](stale)
        .map((file) => file.text)
        .join('\n');
      const before = exporters[format](input)
        .map((file) => file.text)
        .join('\n');
      const count = (of: string) => of.match(/stale/g)?.length ?? 0;
      if (count(text) <= count(before)) silent.push(format);
    }
    expect(silent).toEqual([]);
    const rows: Record<string, string>[] = parseCsv(textOf('csv', stale), { columns: true, bom: true });
    expect(rows.filter((row) => row['stale'] === 'yes').map(({ id }) => id)).toEqual(['TC-REQ-1-1']);
  });
});

describe('formats of data', () => {
  it('json and yaml hold the suite, which is valid against its schema', () => {
    const json: unknown = JSON.parse(textOf('json'));
    expect(json).toEqual(JSON.parse(JSON.stringify(input.suite)));
    expect(new Ajv({ allowUnionTypes: true }).validate(suiteSchema, json)).toBe(true);
    expect(parseYaml(textOf('yaml'))).toEqual(json);
  });

  it('csv has one row for each case, and a list in each cell of several lines', () => {
    const rows: Record<string, string>[] = parseCsv(textOf('csv'), { columns: true, bom: true });
    expect(rows.map(({ id }) => id)).toEqual(names);
    const [first] = cases;
    expect(rows[0]).toMatchObject({
      title: first?.given.title,
      steps: first?.given.steps.map((step, at) => `${at + 1}. ${step}`).join('\n'),
      document: 'docs/doors.md',
      requirement_id: 'REQ-1',
    });
  });

  it('markdown shows each case, and is read back as a document of the same requirements', () => {
    const text = textOf('markdown');
    for (const { title } of cases.map(({ given }) => given)) expect(text).toContain(title.slice(0, 20));
    expect(text).toContain('| <code>REQ-1</code> | <code>REQ-1#1</code>');
  });

  it('sarif names findings, questions and gaps at the line of the requirement', async () => {
    const review = () => 'rejected' as const;
    const log = JSON.parse(textOf('sarif', await exportedFrom(files, { review })));
    expect(log).toMatchObject({ version: '2.1.0', runs: [{ tool: { driver: { name: 'casewright' } } }] });
    const [{ results, tool }] = log.runs;
    const rules = tool.driver.rules.map(({ id }: { id: string }) => id);
    expect(new Set(rules)).toEqual(new Set(results.map(({ ruleId }: { ruleId: string }) => ruleId)));
    for (const each of results) expect(rules[each.ruleIndex]).toBe(each.ruleId);
    expect(rules).toEqual(expect.arrayContaining(['open-question', 'uncovered', 'smell/vague_term']));
    const speed = results.find(({ ruleId }: { ruleId: string }) => ruleId === 'smell/vague_term');
    expect(speed.locations[0].physicalLocation).toMatchObject({
      artifactLocation: { uri: 'docs/doors.md' },
      region: { startLine: doors.split('\n').indexOf('## REQ-4 Speed') + 1 },
    });
    const prints = results.map((each: { partialFingerprints: object }) => JSON.stringify(each.partialFingerprints));
    expect(new Set(prints).size).toBe(results.length);
  });

  it('sarif keeps its fingerprints when lines move', async () => {
    const prints = (from: ExportInput) =>
      JSON.parse(textOf('sarif', from)).runs[0].results.map(
        (each: { partialFingerprints: object }) => each.partialFingerprints,
      );
    const moved = await exportedFrom(
      Object.fromEntries(Object.entries(files).map(([path, text]) => [path, `\n\n${text}`])),
    );
    expect(prints(moved)).toEqual(prints(input));
  });
});

describe('formats of test management', () => {
  it('xray groups the rows of a case by its id, with the result in the last', () => {
    const rows: Record<string, string>[] = parseCsv(textOf('xray'), { columns: true, bom: true });
    const groups = Map.groupBy(rows, (row) => row['Test ID']);
    expect([...groups.keys()]).toEqual(names);
    for (const { name, given, of } of cases) {
      const group = groups.get(name) ?? [];
      expect(group.map((row) => row['Action'])).toEqual(given.steps);
      expect(group.at(-1)?.['Result']).toBe(given.expected_result);
      expect(group[0]).toMatchObject({ 'Test Type': 'Manual', Requirement: of.name });
    }
  });

  it('xray is cut into files of a thousand tests, which is what its importer takes', () => {
    const [document] = input.documents;
    const [requirement] = document?.requirements ?? [];
    if (!document || !requirement) throw new Error('no requirement');
    const many = Array.from({ length: 1001 }, (_, at) =>
      requirement.cases.map((one) => ({ ...one, name: `TC-${at}` })),
    );
    const large = { ...document, requirements: [{ ...requirement, cases: many.flat().slice(0, 1001) }] };
    expect(exporters.xray({ ...input, documents: [large] }).map(({ path }) => path)).toEqual([
      'xray-1.csv',
      'xray-2.csv',
    ]);
  });

  it('testrail has its title in the first row of a case only', () => {
    const rows: Record<string, string>[] = parseCsv(textOf('testrail'), { columns: true, bom: true });
    const titled = rows.filter(({ Title }) => Title !== '');
    expect(titled.map(({ Title = '' }) => Title.split(' ')[0])).toEqual(names);
    expect(rows).toHaveLength(cases.reduce((sum, { given }) => sum + given.steps.length, 0));
    expect(titled[0]).toMatchObject({ References: 'REQ-1', Template: 'Test Case (Steps)' });
  });

  it('junit is read by our own reader as skipped tests that name case and requirement', () => {
    const { results, problems } = readResults({ path: 'junit.xml', text: textOf('junit') });
    expect(problems).toEqual([]);
    expect(results.map(({ outcome }) => outcome)).toEqual(cases.map(() => 'skipped'));
    for (const [at, { name, of }] of cases.entries())
      expect(results[at]?.says).toEqual(expect.arrayContaining([name, of.name]));
  });
});

describe('skeletons of tests', () => {
  it('gherkin parses, has a feature for each requirement, a rule for each criterion and tags for each case', () => {
    const written = exporters.gherkin(input);
    const features = written.map(({ path, text }) => {
      const newId = IdGenerator.incrementing();
      const document = new Parser(new AstBuilder(newId), new GherkinClassicTokenMatcher()).parse(text);
      return { feature: document.feature, pickles: compile(document, path, newId) };
    });
    expect(features.map(({ feature }) => feature?.name.split(' ')[0])).toEqual(['REQ-1', 'REQ-2', 'US-3', 'REQ-2']);
    expect(features[2]?.feature?.children.map(({ rule }) => rule?.name.split(' ')[0])).toEqual(
      expect.arrayContaining(['AC1', 'AC2']),
    );
    const pickles = features.flatMap((each) => each.pickles);
    expect(pickles).toHaveLength(cases.length);
    for (const { tags, steps } of pickles) {
      const kinds = tags.map(({ name }) => name.split(':')[0]);
      expect(kinds).toEqual(expect.arrayContaining(['@req', '@id', '@technique', '@priority', '@todo']));
      expect(steps.at(-1)?.type).toBe('Outcome');
    }
  });

  it.each(['gherkin', 'vitest', 'playwright', 'pytest'] as const)(
    '%s is found again as pending tests with the right ids, and proves nothing',
    (format) => {
      const { tests, marks } = foundIn(format);
      expect(tests).toHaveLength(cases.length);
      expect(tests.every(({ pending }) => pending)).toBe(true);
      for (const [at, key] of keys.entries()) expect(tests.map(({ names: named }) => named)[at]).toContain(key);
      expect(marks.automated.size).toBe(0);
    },
  );

  it.each(['vitest', 'playwright'] as const)('%s is valid JavaScript', (format) => {
    for (const { text } of exporters[format](input)) expect(() => checkScript(text)).not.toThrow();
  });

  it('pytest is valid Python, with one function for each case', () => {
    const count = exporters.pytest(input).flatMap(({ text }) => pythonFunctions(text));
    expect(count).toHaveLength(cases.length);
    expect(new Set(count).size).toBe(cases.length);
  });
});

describe('formats that trace', () => {
  it('openfasttrace covers an id of its own, and gives other requirements one', async () => {
    const own =
      '# Doors\n\n## Open\n`req~open-door~1`\n\nThe door shall open when the button is pressed.\n\nNeeds: stest\n';
    const native = textOf('openfasttrace', await exportedFrom({ 'doors.md': own }));
    expect(native).toContain('Covers:\n\n- `req~open-door~1`');
    expect(native).not.toContain('Needs:');
    const [first] = exporters.openfasttrace(input);
    const { requirements, skipped } = parseDocument({ path: 'tests.md', text: first?.text ?? '' });
    expect(requirements.map(({ id }) => id)).toEqual(['req~REQ-1~1', 'req~docs-doors-md-REQ-2~1', 'req~US-3~1']);
    expect(skipped.filter(({ reason }) => /system test/.test(reason)).length).toBeGreaterThan(4);
  });

  it('doorstop items are read back with their links', () => {
    const written = exporters.doorstop(input).filter(({ path }) => !path.endsWith('.doorstop.yml'));
    const read = written.map((file) => ({ ...parseDocument(file), path: file.path }));
    expect(read.flatMap(({ problems }) => problems)).toEqual([]);
    const ids = new Set(read.flatMap(({ requirements }) => requirements.map(({ id }) => id)));
    const tests = read.filter(({ path }) => path.startsWith('tests/')).flatMap(({ requirements }) => requirements);
    expect(tests.map(({ title }) => title?.split(' ')[0])).toEqual(names);
    for (const { links } of tests) expect(ids.has(links[0] ?? '')).toBe(true);
  });

  it('strictdoc nodes are read back, each below its requirement', () => {
    const [first] = exporters.strictdoc(input);
    const { requirements, skipped, problems } = parseDocument({ path: first?.path ?? '', text: first?.text ?? '' });
    expect(problems).toEqual([]);
    expect(requirements.map(({ id }) => id)).toEqual(['REQ-1', 'docs/doors.md:REQ-2', 'US-3']);
    expect(skipped.map(({ reason }) => reason)).toEqual(expect.arrayContaining([expect.stringContaining('TEST_CASE')]));
    const own = cases.filter(({ path }) => path === 'docs/doors.md');
    expect([...(first?.text.matchAll(/^UID: (.*TC-.*)$/gm) ?? [])].map(([, id]) => id)).toEqual(
      own.map(({ name }) => name),
    );
  });

  it('sphinx-needs directives are read back', () => {
    const [first] = exporters['sphinx-needs'](input);
    const { requirements, skipped } = parseDocument({ path: first?.path ?? '', text: first?.text ?? '' });
    expect(requirements.map(({ id }) => id)).toEqual(['REQ_1', 'DOCS_DOORS_MD_REQ_2', 'US_3_']);
    expect(skipped.filter(({ reason }) => /^test \w+ is a test$/.test(reason))).toHaveLength(
      cases.filter(({ path }) => path === 'docs/doors.md').length,
    );
  });
});

function checkScript(text: string): void {
  const script = stripTypeScriptTypes(text);
  execFileSync(process.execPath, ['--check', '--input-type=module', '-'], { input: script, stdio: 'pipe' });
}

function pythonFunctions(text: string): string[] {
  const program =
    'import ast,sys\nfor n in ast.walk(ast.parse(sys.stdin.read())):\n  if isinstance(n,ast.FunctionDef): print(n.name)';
  const options = { input: text, stdio: 'pipe' } as const;
  return execFileSync('python3', ['-c', program], { ...options, env: { ...process.env, PYTHONIOENCODING: 'utf-8' } })
    .toString()
    .trim()
    .split('\n');
}
