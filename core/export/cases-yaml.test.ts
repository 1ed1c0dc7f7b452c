import { describe, expect, it } from 'vitest';
import type { Question, Requirement, TestCase } from '../types.ts';
import { parseCasesYaml } from './parse-cases-yaml.ts';
import { renderCasesYaml } from './render-cases-yaml.ts';

const text = '# Doors\n\nREQ-1 The door shall\nlock: at *once*.\n';
const requirement: Requirement = {
  id: 'REQ-1',
  text: 'The door shall lock: at once.',
  kind: 'requirement',
  criteria: [],
  attributes: { tags: [] },
  source: { path: 'a.md', line: 3, end_line: 4 },
  hash: 'h',
  testable: 'yes',
  links: [],
};
const given: TestCase = {
  id: 'TC-REQ-1-1',
  type: 'positive',
  title: 'Lock: the "door"',
  priority: 'high',
  preconditions: [],
  steps: ['- Close: it', 'yes'],
  expected_result: '# It is locked',
  quality_score: 8.5,
  quality_notes: [],
  requirement_id: 'REQ-1',
  coverage_items: ['REQ-1#1'],
  technique: 'cause_effect',
  test_data: { pin: '0012' },
  evidence: [{ quote: 'shall lock', line: 3, start: 24, end: 34 }],
  written_by: 'rules',
  inferred: false,
  status: 'draft',
};
const question: Question = { id: 'Q-1', requirement_id: 'REQ-1', text: 'Which door?', source: requirement.source };
const suite = { document: 'a.md', test_cases: [given], questions: [question], quotes: {} };
const read = (yaml: string) =>
  parseCasesYaml({ path: 'casewright/a.md.cases.yml', text: yaml }, { text, requirements: [requirement] });

describe('the suite file', () => {
  it('comes back as it was written, with quotes at their place', () => {
    expect(read(renderCasesYaml(suite)).suite?.test_cases).toEqual([given]);
  });

  it('holds quotes and no lines, offsets or times', () => {
    const yaml = renderCasesYaml(suite);
    expect(yaml).toContain('evidence:\n      - shall lock');
    expect(yaml).not.toMatch(/\b(line|start|end|source|generated_at)\b/);
  });

  it('keeps a quote that the document does not hold any more', () => {
    const old = renderCasesYaml({ ...suite, quotes: { 'TC-REQ-1-1': ['shall unlock'] } });
    const { suite: found } = read(old);
    expect(found?.test_cases[0]?.evidence).toEqual([]);
    expect(found && renderCasesYaml({ ...found, questions: [question] })).toBe(old);
  });

  it('takes a case that a person added with no more than the words', () => {
    const yaml = `schema_version: 1\ndocument: a.md\ntest_cases:\n  - {id: TC-mine, title: T, type: negative, requirement_id: REQ-1, steps: [Go], expected_result: It stops}\n`;
    expect(read(yaml).suite?.test_cases[0]).toMatchObject({ written_by: 'human', status: 'draft', priority: 'medium' });
  });

  it('names the place of a wrong value, an unknown field and a repeated id', () => {
    const yaml = renderCasesYaml(suite).replace('priority: high', 'priority: hi').replace('technique:', 'techniqe:');
    expect(read(yaml).problems).toMatchObject([
      {
        message: expect.stringContaining('unknown key "techniqe"'),
        hint: expect.stringContaining('Did you mean "technique"?'),
        source: { line: 12 },
      },
      {
        message: expect.stringContaining('must be one of critical, high, medium, low'),
        source: { line: 8, column: 15 },
      },
    ]);
    const twice = renderCasesYaml({ ...suite, test_cases: [given, given] });
    expect(read(twice)).toMatchObject({ problems: [{ code: 'duplicate_case_id' }] });
  });

  it('says in words how the id of a case begins', () => {
    const yaml = renderCasesYaml(suite).replace('id: TC-REQ-1-1', 'id: mine');
    expect(read(yaml).problems).toMatchObject([
      {
        message: expect.stringMatching(/test_cases\.0\.id must begin with TC-$/),
        hint: expect.stringContaining('TC-'),
      },
    ]);
  });

  it('names the conflict of a merge as what it is, with its line', () => {
    const yaml = renderCasesYaml(suite).replace('    title:', '<<<<<<< HEAD\r\n    title:');
    expect(read(yaml).problems).toMatchObject([{ code: 'suite_conflict', source: { line: 6 } }]);
  });

  it('writes invisible and control characters so that a reviewer sees them, and reads them back', () => {
    const hidden = 'shall\u202e lock\u200b\u0085 \u{e0041}';
    const yaml = renderCasesYaml({
      ...suite,
      test_cases: [{ ...given, title: `a\u0007 "${hidden}"`, test_data: { [hidden]: 'x' } }],
      quotes: { 'TC-REQ-1-1': [hidden] },
    });
    expect(yaml).toContain('- "shall\\u202e lock\\u200b\\u0085 \\U000e0041"');
    expect(yaml).not.toMatch(/[\p{Cf}]|[^\P{Cc}\n]/u);
    const found = read(yaml).suite;
    expect(found?.quotes).toEqual({ 'TC-REQ-1-1': [hidden] });
    expect(found?.test_cases[0]).toMatchObject({ title: `a\u0007 "${hidden}"`, test_data: { [hidden]: 'x' } });
  });
});
