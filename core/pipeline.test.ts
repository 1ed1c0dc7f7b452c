import { describe, expect, it } from 'vitest';
import { renderCasesYaml } from './export/render-cases-yaml.ts';
import type { GenerateInput, GenerateResult } from './generate/generation.ts';
import { emptyLock } from './lock/lock.ts';
import { modelFailure } from './model/model-failure.ts';
import { scriptedModel } from './model/scripted.ts';
import { parseDocument } from './parse/parse-document.ts';
import { generateSuite, previewGeneration } from './pipeline.ts';
import type { Wording } from './types.ts';

const text = `# Doors

REQ-1 When the button is pressed, the door shall open.

REQ-2 The gateway shall not forward a message whose checksum is invalid.

REQ-3 The system shall respond quickly.
`;
const input = (given: Partial<GenerateInput> = {}): GenerateInput => ({
  documents: [parseDocument({ path: 'a.md', text })],
  lock: emptyLock,
  suites: new Map(),
  toolVersion: '0.0.0',
  now: new Date(0),
  ...given,
});
/** The next run finds what this one left. */
const after = ({ lock, suites }: GenerateResult, given: Partial<GenerateInput> = {}) =>
  input({ lock, suites: new Map(suites.map((each) => [each.document, each])), ...given });

const prompt = {
  name: 'p',
  version: '1',
  digest: 'd',
  temperature: 0,
  exampleWords: [],
  messages: [{ role: 'user' as const, content: '{{answer_type}}{{requirement}}{{neighbours}}{{drafts}}{{keys}}' }],
};
const writer = (model: ReturnType<typeof scriptedModel>) => ({
  model,
  identity: { ok: true as const, digest: 'w', context: 4096 },
  prompt,
});
const flat = ({ test_data, ...words }: Wording) => {
  return { ...words, test_data: Object.entries(test_data).map(([name, value]) => ({ name, value })) };
};
const steps = ['Go to the door', 'Press the button with {hand}', 'Look at the door'];
const better = flat({
  title: 'Open the door when the button is pressed',
  preconditions: ['The door is closed'],
  steps,
  expected_result: 'The door opens.',
  test_data: { hand: 'left' },
});

describe('generateSuite()', () => {
  it('gives each item a case by rules, a question where the outcome is open, and honest numbers', async () => {
    const { suite, written } = await generateSuite(input());
    expect(suite.test_cases.map(({ id, written_by }) => [id, written_by])).toEqual([
      ['TC-REQ-1-1', 'rules'],
      ['TC-REQ-2-1', 'rules'],
      ['TC-REQ-2-2', 'rules'],
    ]);
    expect(suite.summary).toMatchObject({
      requirements: 3,
      testable: 2,
      coverage_items: 3,
      covered: 3,
      model_calls: 0,
    });
    expect(suite.questions.map(({ requirement_id }) => requirement_id)).toContain('REQ-3');
    expect(written).toEqual(['a.md:REQ-1', 'a.md:REQ-2']);
    expect(suite.test_cases.every(({ quality_score }) => quality_score > 5)).toBe(true);
  });

  it('is the same for the same input', async () => {
    expect(await generateSuite(input())).toEqual(await generateSuite(input()));
  });

  it('takes what the model wrote where it is better, and keeps the drafts it does not beat', async () => {
    const model = scriptedModel([JSON.stringify({ case_1: better }), '{}', '{}', '{}', '{}', '{}']);
    const { suite, lock } = await generateSuite(input({ writer: writer(model) }));
    expect(suite.test_cases[0]).toMatchObject({ written_by: 'model', steps, test_data: { hand: 'left' } });
    expect(suite.summary.written_by).toEqual({ model: 1, rules: 2 });
    expect(suite.summary.rejected_by_check).toEqual({ schema: 2 });
    expect(Object.values(lock.requirements[0]?.cases ?? {})[0]?.by).toMatchObject({
      model: 'scripted',
      model_digest: 'w',
      prompt: 'd',
    });
  });

  it('asks nothing and changes nothing when nothing changed, whichever model there is', async () => {
    const first = await generateSuite(input());
    const model = scriptedModel([]);
    const second = await generateSuite(after(first, { writer: writer(model) }));
    expect(model.requests).toEqual([]);
    expect(second.unchanged).toEqual(['a.md:REQ-1', 'a.md:REQ-2', 'a.md:REQ-3']);
    expect(second.lock).toEqual(first.lock);
    expect(second.suites.map(renderCasesYaml)).toEqual(first.suites.map(renderCasesYaml));
  });

  it('calls a model that cannot be reached once, says so, and lets the rules write the rest', async () => {
    const gone = modelFailure('unreachable', { message: 'No answer at http://h:1.', hint: 'Run `ollama serve`.' });
    const model = scriptedModel([gone, gone]);
    const { suite, interrupted } = await generateSuite(input({ writer: writer(model) }));
    expect(model.requests).toHaveLength(1);
    expect([suite.summary.covered, interrupted]).toEqual([3, false]);
    expect(suite.problems).toMatchObject([
      {
        code: 'model_unreachable',
        severity: 'warning',
        message: expect.stringContaining('http://h:1'),
        hint: expect.stringContaining('ollama serve'),
      },
    ]);
  });

  it('leaves a requirement as it was when it is stopped in the middle of it', async () => {
    const stop = new AbortController();
    const model = scriptedModel((_, call) => {
      if (call === 0) return JSON.stringify({ case_1: better });
      stop.abort();
      return modelFailure('aborted', { message: 'Stopped.', hint: '' });
    });
    const { suite, lock, interrupted } = await generateSuite(input({ writer: writer(model), signal: stop.signal }));
    expect(interrupted).toBe(true);
    expect(suite.test_cases.map(({ id }) => id)).toEqual(['TC-REQ-1-1']);
    expect(lock.requirements.map(({ id }) => id)).toEqual(['REQ-1', 'REQ-3']);
  });

  it('writes only the changed one again, with numbers that were never used', async () => {
    const first = await generateSuite(input());
    const changed = parseDocument({ path: 'a.md', text: text.replace('the door shall', 'the gate shall') });
    const given = after(first, { documents: [changed] });
    expect(previewGeneration(given)).toEqual({ requirements: ['a.md:REQ-1'], cases: 1 });
    const second = await generateSuite(given);
    expect(second.written).toEqual(['a.md:REQ-1']);
    expect(second.suite.test_cases[0]).toMatchObject({ id: 'TC-REQ-1-2', coverage_items: ['REQ-1#2'] });
  });

  it('comes to the same suite with several calls at a time', async () => {
    const one = await generateSuite(input());
    const many = await generateSuite(input({ options: { concurrency: 4 } }));
    expect(many.suites).toEqual(one.suites);
    expect(many.lock).toEqual(one.lock);
  });

  it('shows a case that a person changed as theirs and lets no option overwrite it', async () => {
    const first = await generateSuite(input());
    const edit = (result: GenerateResult) => {
      const [suite] = result.suites;
      if (suite?.test_cases[0]) suite.test_cases[0] = { ...suite.test_cases[0], title: 'Mine' };
      return result;
    };
    const options = { force: true, upgrade: true };
    const { suite, stale } = await generateSuite(after(edit(first), { options, writer: writer(scriptedModel([])) }));
    expect(suite.test_cases[0]).toMatchObject({ title: 'Mine', written_by: 'human' });
    expect(stale).toEqual([]);
  });

  it('writes cases without invisible characters, quotes with them, and knows its own cases again', async () => {
    const hidden = parseDocument({ path: 'a.md', text: text.replace('the button is', 'the but\u200bton \u202eis') });
    const first = await generateSuite(input({ documents: [hidden] }));
    const { evidence, ...words } = first.suite.test_cases[0] ?? { evidence: [] };
    expect(JSON.stringify(words)).not.toMatch(/\p{Cf}/u);
    expect(JSON.stringify(evidence)).toContain('\u200b');
    const second = await generateSuite(after(first, { documents: [hidden] }));
    expect(second.suite.summary.written_by).toEqual({ rules: 3 });
  });
});
