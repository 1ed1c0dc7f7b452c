import { describe, expect, it } from 'vitest';
import { drafted, gateway, lockout } from '../../fixtures/drafted-items.ts';
import type { Drafted } from '../../fixtures/drafted-items.ts';
import { modelFailure } from '../model/model-failure.ts';
import { scriptedModel } from '../model/scripted.ts';
import type { ScriptedAnswer } from '../model/scripted.ts';
import { askModel } from './ask-model.ts';
import type { Asking } from './ask-model.ts';
import { loadPrompt } from './load-prompt.ts';

const loaded = await loadPrompt('prompts');
if (!loaded.ok) throw new Error(loaded.problem.message);
const { prompt } = loaded;

const ask = async (item: Drafted, answers: ScriptedAnswer[], more: Partial<Asking> = {}) => {
  const model = scriptedModel(answers);
  const waits: number[] = [];
  const wait = async (ms: number) => waits.push(ms);
  const result = await askModel({ ...item, model, prompt, neighbours: [], seed: 42, wait, ...more });
  return { ...result, ids: [...result.wordings.keys()], requests: model.requests, waits };
};

const written = (title: string, more: object = {}) => ({
  expected_result: 'Done.',
  preconditions: [],
  steps: ['Send {message}'],
  test_data: [{ name: 'message', value: 'hello' }],
  title,
  ...more,
});
const answer = (...cases: unknown[]) =>
  JSON.stringify(Object.fromEntries(cases.map((each, index) => [`case_${index + 1}`, each])));
const cut = (text: string): ScriptedAnswer => ({
  ok: true,
  text,
  finish: 'length',
  prompt_tokens: 1,
  answer_tokens: 1,
  engine_ms: 1,
});
const failure = (code: 'busy' | 'bad_answer' | 'unreachable', retryable: boolean) =>
  modelFailure(code, { message: code, hint: '', retryable });

describe('a valid answer', () => {
  it('takes one call at temperature 0 and gives a wording for each item', async () => {
    const { wordings, record, requests, ids } = await ask(gateway(), [answer(written('One'), written('Two'))]);
    expect(ids).toEqual(['GW-11#1', 'GW-11#2']);
    expect(wordings.get('GW-11#2')).toEqual({
      title: 'Two',
      preconditions: [],
      steps: ['Send {message}'],
      expected_result: 'Done.',
      test_data: { message: 'hello' },
    });
    expect(requests).toMatchObject([{ temperature: 0, seed: 42, schema: { required: ['case_1', 'case_2'] } }]);
    expect(record).toMatchObject({
      calls: 1,
      retries: 0,
      first_attempts: 1,
      first_attempt_valid: 1,
      failures: [],
      answers: [{ attempt: 1, errors: [] }],
    });
  });

  it('is cleaned: invisible characters, blank items, braces of names, doubled names, prototypes', async () => {
    const [first, second] = gateway().drafts;
    if (first === undefined || second === undefined) throw new Error('the fixture has two drafts');
    const drafts = [{ ...first, test_data: { a: '0' } }, second];
    const test_data = [
      { name: '{a}', value: '1\u200b' },
      { name: 'a', value: '2' },
    ];
    const { wordings } = await ask({ ...gateway(), drafts }, [
      answer(
        written(' One\u202e ', { steps: ['Go\n on', '\u200b'], test_data }),
        written('Two', { test_data: [{ name: '__proto__', value: 'x' }] }),
      ),
    ]);
    expect(wordings.get('GW-11#1')).toMatchObject({ title: 'One', steps: ['Go on'], test_data: { a: '1' } });
    expect(Object.entries(wordings.get('GW-11#2')?.test_data ?? {})).toEqual([['__proto__', 'x']]);
  });

  it('whose text fills its limit is marked as cut', async () => {
    const { cut: marked } = await ask(gateway(), [answer(written('x'.repeat(90)), written('Two'))]);
    expect([...marked]).toEqual(['GW-11#1']);
  });
});

describe('an invalid answer', () => {
  it('is asked for again with its faults, another seed and some freedom', async () => {
    const { record, requests, ids } = await ask(gateway(), [
      '{"case_1": {}, "more": "<|im_end|>"}',
      answer(written('One'), written('Two')),
    ]);
    expect(ids).toHaveLength(2);
    expect(record).toMatchObject({ calls: 2, retries: 1, first_attempt_valid: 0 });
    expect(requests[1]).toMatchObject({ temperature: 0.3, seed: 43 });
    const [assistant, user] = requests[1]?.messages.slice(-2) ?? [];
    expect([assistant?.role, user?.role]).toEqual(['assistant', 'user']);
    expect(user?.content).toContain("/case_1 must have required property 'steps'");
    expect(JSON.stringify(requests[1]?.messages)).not.toContain('<|im_end|>');
  });

  it('gives its valid cases; only the others are asked for again', async () => {
    const { requests, ids, wordings } = await ask(gateway(), [answer(written('One'), {}), answer(written('Two'))]);
    expect(ids).toEqual(['GW-11#1', 'GW-11#2']);
    expect(wordings.get('GW-11#2')?.title).toBe('Two');
    expect(requests[1]).toMatchObject({ schema: { required: ['case_1'] }, messages: { length: 2 } });
    expect(requests[1]?.messages[1]?.content).toContain('valid.)');
    expect(requests[1]?.messages[1]?.content).not.toContain('case_2');
  });

  it('leads to halves at the third attempt, and to drafts after that', async () => {
    const { record, requests, ids } = await ask(lockout(), ['no', 'no', answer(written('One'), written('Two')), 'no']);
    expect(ids).toEqual(['REQ-7#1', 'REQ-7#2']);
    expect(requests.map(({ schema }) => JSON.stringify(schema).match(/case_\d":/g)?.length)).toEqual([4, 4, 2, 2]);
    expect(record).toMatchObject({ calls: 4, retries: 3, first_attempt_valid: 0 });
    expect(record.answers.map(({ attempt }) => attempt)).toEqual([1, 2, 3, 3]);
  });

  it('for a single item is not asked for a third time', async () => {
    const one = gateway();
    const { record, ids } = await ask({ ...one, demands: one.demands.slice(0, 1) }, ['no', 'no', 'never asked']);
    expect([ids, record.calls]).toEqual([[], 2]);
  });

  it('that was cut off keeps its complete cases and is not shown again', async () => {
    const text = answer(written('One'), written('Two')).slice(0, -20);
    const { requests, ids, record } = await ask(gateway(), [cut(text), answer(written('Two'))]);
    expect(ids).toEqual(['GW-11#1', 'GW-11#2']);
    expect(requests[1]?.messages.map(({ role }) => role)).toEqual(['system', 'user']);
    expect(record.answers[0]).toMatchObject({ finish: 'length', errors: [expect.stringContaining('cut off')] });
  });

  it('is kept as evidence, up to a limit', async () => {
    const { record } = await ask(gateway(), ['x'.repeat(1e6), 'no', 'no', 'no']);
    expect(record.answers[0]?.text).toHaveLength(4000);
  });
});

describe('a failure', () => {
  it('that cannot pass stops at once', async () => {
    const { record, ids } = await ask(gateway(), [failure('unreachable', false), 'never asked']);
    expect([ids, record.calls]).toEqual([[], 1]);
    expect(record.failures).toMatchObject([{ code: 'unreachable' }]);
  });

  it('that may pass is tried again, after a pause if the server is busy', async () => {
    const { record, ids, waits } = await ask(gateway(), [
      failure('busy', true),
      failure('bad_answer', true),
      answer(written('One')),
      answer(written('Two')),
    ]);
    expect(ids).toHaveLength(2);
    expect(waits).toEqual([1000]);
    expect(record.failures.map(({ code }) => code)).toEqual(['busy', 'bad_answer']);
  });

  it('by abort ends the ladder without a call', async () => {
    const { record, requests } = await ask(gateway(), ['never asked'], { signal: AbortSignal.abort() });
    expect(requests).toEqual([]);
    expect(record).toMatchObject({ calls: 0, failures: [{ code: 'aborted' }] });
  });
});

it('splits a requirement with more items than one answer holds', async () => {
  const items = Array.from({ length: 12 }, (_, index) => ({
    type: 'positive' as const,
    statement: `Value ${index}`,
    wording: {
      title: `Take ${index}`,
      preconditions: [],
      steps: [`Enter ${index}`],
      expected_result: 'Taken.',
      test_data: {},
    },
  }));
  const model = scriptedModel(({ schema }) => {
    const keys = 'required' in schema && Array.isArray(schema.required) ? schema.required : [];
    return JSON.stringify(Object.fromEntries(keys.map((key) => [key, written('Same')])));
  });
  const { wordings, record } = await askModel({
    ...drafted('EXP-2', 'Many.', items),
    model,
    prompt,
    neighbours: [],
    seed: 1,
  });
  expect(wordings.size).toBe(12);
  expect(record).toMatchObject({ first_attempts: record.calls, first_attempt_valid: record.calls, retries: 0 });
  expect(record.calls).toBeGreaterThan(1);
  for (const { max_tokens } of model.requests) expect(max_tokens).toBeLessThanOrEqual(2800);
});
