import { readFileSync } from 'node:fs';
import { AstBuilder, compile, GherkinClassicTokenMatcher, Parser } from '@cucumber/gherkin';
import { describe, expect, it } from 'vitest';
import { parseDocument } from '../parse-document.ts';

const parse = (text: string) => parseDocument({ path: 'x.feature', text });

function pickleSteps(text: string): string[] {
  let ids = 0;
  const newId = () => String(ids++);
  const document = new Parser(new AstBuilder(newId), new GherkinClassicTokenMatcher()).parse(text);
  return compile(document, 'x.feature', newId).map(({ steps }) => steps.map((step) => step.text).join(' '));
}

const bare = (text: string): string => text.replace(/\b(?:Given|When|Then|And|But) /g, '');

describe('readGherkin', () => {
  it('reads what Cucumber would run: background, rules and examples', () => {
    const text = readFileSync(new URL('../../../fixtures/formats/gherkin/good.feature', import.meta.url), 'utf8');
    const scenarios = parse(text).requirements.flatMap(({ kind, criteria, text: own }) =>
      criteria.length > 0 ? criteria.map((criterion) => criterion.text) : kind === 'scenario' ? [own] : [],
    );
    const withoutData = scenarios.map((each) => bare(each).replace(/: (?:\|.*?\||\{.*?\})(?= [a-z]{3,} [a-z])/g, ''));
    expect(withoutData.map((each) => each.replaceAll('""', ''))).toEqual(pickleSteps(text));
  });

  it('gives an id to the scenario that alone carries it, and a link to scenarios that share it', () => {
    const text =
      'Feature: x\n@REQ-1\nScenario: a\n Given a\n@REQ-2\nScenario: b\n Given b\n@REQ-2\nScenario: c\n Given c\n';
    const found = parse(text);
    expect(found.requirements.map(({ id, links }) => [id.replace(/-[0-9a-f]{6}$/, ''), links])).toEqual([
      ['REQ-1', []],
      ['R', ['REQ-2']],
      ['R', ['REQ-2']],
    ]);
    expect(found.problems).toEqual([]);
  });

  it('keeps the id of a scenario without a tag when its steps change', () => {
    const id = (step: string) =>
      parse(`Feature: x\nScenario: Lock\n Given ${step}\n`).requirements.map((one) => one.id);
    expect(id('a')).toEqual(id('b'));
  });

  it.each<[string, 'gherkin' | undefined]>([
    ['text.md', 'gherkin'],
    ['text.md', undefined],
    ['stdin.md', undefined],
    ['x.feature.md', undefined],
  ])('reads a feature without Markdown alike as %s in format %s', (path, format) => {
    const text =
      'Feature: Withdraw\n\n  Scenario: Enough money\n    Given the balance is 100\n    When I withdraw 20\n    Then the balance is 80\n';
    const { requirements, skipped } = parseDocument({ path, text, ...(format && { format }) });
    const own = parse(text).requirements;
    expect(requirements.map(({ id, kind, title, criteria }) => ({ id, kind, title, criteria }))).toEqual(
      own.map(({ id, kind, title, criteria }) => ({ id, kind, title, criteria })),
    );
    expect(own).toMatchObject([{ id: 'R-9cd618', kind: 'scenario', title: 'Enough money' }]);
    expect(skipped).toEqual([]);
  });

  it.each<[string, string]>([
    ['prose behind its first line', 'Feature: Doors\n\nREQ-1 The door shall open.\n'],
    ['headings', 'Feature: Doors\n\n## REQ-1 Open\n\nThe door shall open.\n\nScenario: a\nGiven b\n'],
    ['another label', 'Status: draft\n\nREQ-1 The door shall open.\n'],
  ])('leaves a Markdown document with %s to Markdown', (_, text) => {
    expect(parseDocument({ path: 'x.md', text }).requirements.map(({ id }) => id)).toContain('REQ-1');
  });

  it('says what it leaves out of a very long outline, and how long a table may be', () => {
    const rows = Array.from({ length: 60 }, (_, n) => `  | ${n} |`).join('\n');
    const found = parse(
      `Feature: x\nScenario Outline: a\n When <n>\n  ${'| wide '.repeat(300)}|\n Examples:\n  | n |\n${rows}\n`,
    );
    expect(found.requirements[0]?.criteria).toHaveLength(50);
    expect(found.skipped.map(({ source, reason }) => `${source.line}-${source.end_line} ${reason}`)).toEqual([
      '3-4 The end of a long table or text block of a step',
      '57-66 Examples of an outline beyond the first 50',
    ]);
  });

  it('names line and column of what it cannot read', () => {
    const found = parse('Feature: x\n  Scenario: a\n    Given a\n  Nonsense\n    Then b\n');
    expect(found.problems).toMatchObject([{ code: 'invalid_gherkin', source: { line: 4, column: 3 } }]);
    expect(found.requirements.map(({ text }) => text)).toEqual(['Given a Then b']);
  });

  it.each<[string, string]>([
    ['an empty file', ''],
    ['prose', 'Just prose.\n'.repeat(100)],
    ['an unknown language', '# language: klingon\nFeature: x\nScenario: y\n Given z\n'],
    [
      'keys of objects',
      'Feature: x\nScenario Outline: a\n Given <constructor> <__proto__>\n Examples:\n |__proto__|\n |1|\n',
    ],
    [
      'a placeholder in every word',
      `Feature: x\nScenario Outline: a\n Given ${'<a>'.repeat(50_000)}\n Examples:\n |a|\n |${'y'.repeat(90_000)}|\n`,
    ],
    [
      'a background that is repeated',
      `Feature: x\nBackground:\n${' Given a long step\n'.repeat(5000)}${'Scenario: a\n Given b\n'.repeat(5000)}`,
    ],
    ['many lines of tags', `Feature: x\n${'@a\n'.repeat(20_000)}Scenario: a\n Given b\n`],
    ['blank lines', `Feature: x\n${'\n'.repeat(300_000)}Scenario: a\n Given b\n`],
  ])('reads %s', (_, text) => {
    const found = parse(text);
    for (const { source } of [...found.requirements, ...found.skipped]) expect(source.line).toBeGreaterThan(0);
  });
});

describe('readGherkinBlock', () => {
  const block = (text: string) =>
    parseDocument({ path: 'x.md', text: `REQ-1: The roof shall close.\n\n\`\`\`gherkin\n${text}\n\`\`\`\n` });

  it.each<[string, string, string[]]>([
    [
      'a background',
      'Background:\n  Given a roof\nScenario: a\n  When it rains\n  Then it closes',
      ['Given a roof When it rains Then it closes'],
    ],
    [
      'an outline',
      'Scenario Outline: a\n  When <x> falls\n  Examples:\n  | x |\n  | rain |\n  | snow |',
      ['When rain falls', 'When snow falls'],
    ],
    [
      'tables and text blocks',
      'Scenario: a\n  When x\n  | a |\n  | b |\n  Then y\n  """\n  Scenario: text\n  """',
      ['When x: | a | | b | Then y: Scenario: text'],
    ],
    ['steps alone', 'Given a roof\nWhen it rains\nThen it closes', ['Given a roof When it rains Then it closes']],
    ['a rule', 'Feature: f\n  Rule: r\n    Scenario: a\n      Given b', ['Given b']],
    ['another language', '# language: de\nFunktionalität: f\n  Szenario: a\n    Wenn es regnet', ['When es regnet']],
  ])('takes %s into the criteria of the requirement above', (_, text, expected) => {
    const { requirements, problems } = block(text);
    expect(requirements.map(({ id }) => id)).toEqual(['REQ-1']);
    expect(requirements[0]?.criteria.map((criterion) => criterion.text)).toEqual(expected);
    expect(problems).toEqual([]);
  });

  it('names steps with examples by themselves where nothing else names them', () => {
    const { requirements } = parseDocument({
      path: 'x.md',
      text: '```gherkin\nWhen <x> falls\nExamples:\n| x |\n| rain |\n```\n',
    });
    expect(requirements.map(({ text }) => text)).toEqual(['When <x> falls:']);
    expect(requirements[0]?.criteria.map(({ text }) => text)).toEqual(['When rain falls']);
  });

  it('passes over a line that it cannot read', () => {
    const { skipped, requirements } = block('Scenario: a\n  Given b\n  Nonsense\n  Then c');
    expect(skipped.map(({ source, reason }) => `${source.line} ${reason}`)).toEqual([
      '6 Line of a Gherkin block that cannot be read as Gherkin',
    ]);
    expect(requirements[0]?.criteria.map(({ text }) => text)).toEqual(['Given b Then c']);
  });
});
