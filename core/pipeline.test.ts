import { describe, expect, it } from 'vitest';
import { renderCasesYaml } from './export/render-cases-yaml.ts';
import type { GenerateInput, GenerateResult } from './generate/generation.ts';
import { emptyLock } from './lock/lock.ts';
import { modelFailure } from './model/failure/model-failure.ts';
import { rulesModel } from './model/rules.ts';
import { scriptedModel } from './model/scripted.ts';
import { parseDocument } from './parse/parse-document.ts';
import { generateSuite, previewGeneration } from './pipeline.ts';
import { partNames } from './write/compile-schema.ts';

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
  ideas: 0,
  correction: [{ role: 'user' as const, content: '{{answer}} {{errors}}' }],
  parts: partNames,
  messages: [{ role: 'user' as const, content: '{{answer_type}}{{requirement}}{{neighbours}}{{drafts}}{{keys}}' }],
};
const writer = (model: ReturnType<typeof scriptedModel>, ideas = 0) => ({
  model,
  identity: {
    ok: true as const,
    provider: 'scripted',
    model: 'scripted',
    deployment: 'in_process' as const,
    digest: 'w',
    context: 4096,
  },
  prompt: { ...prompt, ideas },
});
const steps = ['Go to the door', 'Press the button with {hand}', 'Look at the door'];
const better = { e: [{ n: 'hand', v: 'left hand' }], p: ['The door is closed'], s: steps };

describe('generateSuite()', () => {
  // DRF-1
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

  // MOD-1
  it('takes what the model wrote where it is better, and keeps the drafts it does not beat', async () => {
    const model = scriptedModel([JSON.stringify({ c1: better }), '{}', '{}', '{}', '{}', '{}']);
    const { suite, lock } = await generateSuite(input({ writer: writer(model) }));
    expect(suite.test_cases[0]).toMatchObject({ written_by: 'model', steps, test_data: { hand: 'left hand' } });
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

  it('says once that a model cannot be reached, and lets the rules write', async () => {
    const gone = modelFailure('ollama_unreachable', { url: 'http://h:1', detail: 'ECONNREFUSED' });
    const model = scriptedModel([gone, gone]);
    const { suite, interrupted } = await generateSuite(input({ writer: writer(model) }));
    // A server that was restarted may answer the next one; a breaker spares the waiting.
    expect(model.requests).toHaveLength(2);
    expect([suite.summary.covered, interrupted]).toEqual([3, false]);
    expect(suite.problems).toMatchObject([
      {
        code: 'MODEL_UNREACHABLE',
        severity: 'warning',
        message: expect.stringContaining('http://h:1'),
        hint: expect.stringContaining('ollama serve'),
      },
    ]);
  });

  it('says that the rules stood in for a list of models, and counts no call', async () => {
    const list = { ...rulesModel(), name: 'team' };
    const { suite, model_lost } = await generateSuite(input({ writer: { ...writer(scriptedModel([])), model: list } }));
    expect(suite.problems).toMatchObject([{ code: 'rules_stood_in', message: expect.stringContaining('"team"') }]);
    expect([suite.summary.model_calls, suite.summary.covered, model_lost]).toEqual([0, 3, false]);
  });

  it('knows a model that did not serve in the end from one that wrote badly', async () => {
    const denied = modelFailure('access_denied', { engine: 'It', url: 'here', detail: '401' });
    expect((await generateSuite(input({ writer: writer(scriptedModel([denied])) }))).model_lost).toBe(true);
    expect((await generateSuite(input({ writer: writer(scriptedModel(() => 'no')) }))).model_lost).toBe(false);
  });

  it('does not call a model again that is not there', async () => {
    const model = scriptedModel([modelFailure('model_missing', { model: 'm', url: 'http://h:1', installed: '' })]);
    const { suite } = await generateSuite(input({ writer: writer(model) }));
    expect(model.requests).toHaveLength(1);
    expect(suite.problems).toMatchObject([{ code: 'MODEL_NOT_FOUND' }]);
  });

  it('takes ideas of the model that keep to the requirement, marked, and guesses once', async () => {
    const ideas = [
      {
        r: 'The door opens.',
        s: ['Press the button and hold it', 'Look at the door'],
        t: 'Press the button and hold it',
      },
      { r: 'The alarm rings in room 12.', s: ['Press the button'], t: 'Ring the alarm' },
    ];
    const model = scriptedModel(({ schema, draft = '' }) =>
      JSON.stringify({
        ...JSON.parse(draft),
        ...('z' in JSON.parse(draft) && JSON.stringify(schema).includes('"z"') && { z: ideas }),
      }),
    );
    const first = await generateSuite(input({ writer: writer(model, 2) }));
    const guessed = first.suite.test_cases.filter(({ inferred, written_by }) => inferred && written_by === 'model');
    expect(guessed).toMatchObject([
      { id: 'TC-REQ-1-i1', title: 'Press the button and hold it', technique: 'error_guessing', coverage_items: [] },
    ]);
    expect(first.suite.summary).toMatchObject({ covered: 3, ideas: 1 });
    const again = await generateSuite(after(first, { writer: writer(model, 2), options: { force: true } }));
    expect(again.suite.test_cases.filter(({ inferred }) => inferred)).toMatchObject([{ id: 'TC-REQ-1-i1' }]);
  });

  it('leaves a requirement as it was when it is stopped in the middle of it', async () => {
    const stop = new AbortController();
    const model = scriptedModel((_, call) => {
      if (call === 0) return JSON.stringify({ c1: better });
      stop.abort();
      return modelFailure('cancelled');
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
