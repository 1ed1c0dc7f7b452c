import { describe, expect, it } from 'vitest';
import { drafted, gateway, lockout } from '../../fixtures/drafted-items.ts';
import type { Drafted } from '../../fixtures/drafted-items.ts';
import { modelFailure } from '../model/failure/model-failure.ts';
import { rulesModel } from '../model/rules.ts';
import { scriptedModel } from '../model/scripted.ts';
import type { ScriptedAnswer } from '../model/scripted.ts';
import { askModel } from './ask-model.ts';
import type { Asking } from './ask-model.ts';
import { noContext } from './context/context-for.ts';
import { loadPrompt } from './load-prompt.ts';

const loaded = await loadPrompt({ folder: 'prompts', variant: 'improved' });
if (!loaded.ok) throw new Error(loaded.problem.message);
const { prompt } = loaded;

const ask = async (item: Drafted, answers: ScriptedAnswer[], more: Partial<Asking> = {}) => {
  const model = scriptedModel(answers);
  const result = await askModel({ ...item, model, prompt, context: noContext, seed: 42, ...more });
  return { ...result, ids: [...result.parts.keys()], requests: model.requests };
};

const written = (step: string, more: object = {}) => ({ d: { message: 'hello' }, p: [], s: [step], ...more });
// Drafts of four items without a place for a value.
const locked = (step: string) => ({ p: [], s: [step] });
const answer = (...cases: unknown[]) =>
  JSON.stringify(Object.fromEntries(cases.map((each, index) => [`c${index + 1}`, each])));
const ended = (text: string, finish: 'length' | 'loop'): ScriptedAnswer => ({
  ok: true,
  text,
  finish,
  served_by: 'scripted',
  prompt_tokens: 1,
  answer_tokens: 1,
  engine_ms: 1,
});
const busy = modelFailure('busy', { engine: 'It', url: 'here', detail: '503' });
const cutOff = modelFailure('unfinished', { model: 'm', why: 'no end was sent' });
const down = modelFailure('unreachable', { engine: 'It', url: 'here', detail: 'ECONNREFUSED' });

describe('a valid answer', () => {
  it('takes one call at temperature 0 and gives the parts of each item', async () => {
    const { parts, record, requests, ids } = await ask(gateway(), [
      answer(written('Send {message}'), written('Send it', { p: ['The gateway is on'] })),
    ]);
    expect(ids).toEqual(['GW-11#1', 'GW-11#2']);
    expect(parts.get('GW-11#2')).toEqual({
      preconditions: ['The gateway is on'],
      steps: ['Send it'],
      test_data: { message: 'hello' },
    });
    expect(requests).toMatchObject([{ temperature: 0, seed: 42, schema: { required: ['c1', 'c2'] } }]);
    expect(record).toMatchObject({
      calls: 1,
      retries: 0,
      first_attempts: 1,
      first_attempt_valid: 1,
      failures: [],
      answers: [{ attempt: 1, errors: [] }],
    });
  });

  it('is cleaned: invisible characters, blank items, braces of names', async () => {
    const { parts } = await ask(gateway(), [
      answer(written('Go\n on', { d: { message: ' a\u200bb ' } }), written('Two', { p: ['\u200b'] })),
    ]);
    expect(parts.get('GW-11#1')).toEqual({ steps: ['Go on'], test_data: { message: 'ab' } });
    expect(parts.get('GW-11#2')).toEqual({ steps: ['Two'], test_data: { message: 'hello' } });
  });

  it('loses what fills its limit: the engine closed it in the middle of a word', async () => {
    const { parts } = await ask(gateway(), [
      answer(written('x'.repeat(100)), written('Two', { d: { message: 'y'.repeat(28) } })),
    ]);
    expect(parts.get('GW-11#1')).toEqual({ test_data: { message: 'hello' } });
    expect(parts.get('GW-11#2')).toEqual({ steps: ['Two'], test_data: {} });
  });

  it('may hold ideas, which are asked for once', async () => {
    const idea = { r: 'The gateway does not forward it.', s: ['Send it twice'], t: 'Send it twice' };
    const both = JSON.stringify({ ...JSON.parse(answer(written('One'), written('Two'))), z: [idea] });
    const { ideas, requests } = await ask(gateway(), ['no', both], { ideas: 2 });
    expect(requests.map(({ schema }) => 'required' in schema && schema.required)).toEqual([
      ['c1', 'c2', 'z'],
      ['c1', 'c2'],
    ]);
    expect(ideas).toEqual([]);
    expect((await ask(gateway(), [both], { ideas: 2 })).ideas).toEqual([idea]);
  });

  it('carries the answer of the rules and the name of the requirement with the request', async () => {
    const { requests } = await ask(gateway(), [answer(written('One'), written('Two'))], {
      correlation_id: 'a.md:GW-11',
    });
    expect(requests[0]).toMatchObject({ correlation_id: 'a.md:GW-11' });
    expect(Object.keys(JSON.parse(requests[0]?.draft ?? ''))).toEqual(['c1', 'c2']);
  });
});

describe('an invalid answer', () => {
  it('is asked for again with its faults, another seed and some freedom', async () => {
    const { record, requests, ids } = await ask(gateway(), [
      '{"c1": {}, "more": "<|im_end|>"}',
      answer(written('One'), written('Two')),
    ]);
    expect(ids).toHaveLength(2);
    expect(record).toMatchObject({ calls: 2, retries: 1, first_attempt_valid: 0 });
    expect(requests[1]).toMatchObject({ temperature: 0.3, seed: 43 });
    const [assistant, user] = requests[1]?.messages.slice(-2) ?? [];
    expect([assistant?.role, user?.role]).toEqual(['assistant', 'user']);
    expect(user?.content).toContain("/c1 must have required property 's'");
    expect(JSON.stringify(requests[1]?.messages)).not.toContain('<|im_end|>');
  });

  it('gives its valid cases; only the others are asked for again', async () => {
    const { requests, ids, parts } = await ask(gateway(), [answer(written('One'), {}), answer(written('Two'))]);
    expect(ids).toEqual(['GW-11#1', 'GW-11#2']);
    expect(parts.get('GW-11#2')?.steps).toEqual(['Two']);
    expect(requests[1]).toMatchObject({ schema: { required: ['c1'] }, messages: { length: prompt.messages.length } });
    expect(requests[1]?.messages.at(-1)?.content).toContain('checksum is valid.');
    expect(requests[1]?.messages.at(-1)?.content).not.toContain('c2');
  });

  it('leads to halves at the third attempt, and to drafts after that', async () => {
    const items = lockoutWithoutPlaces();
    const { record, requests, ids } = await ask(items, ['no', 'no', answer(locked('One'), locked('Two')), 'no']);
    expect(ids).toEqual(['REQ-7#1', 'REQ-7#2']);
    expect(requests.map(({ schema }) => JSON.stringify(schema).match(/"c\d":/g)?.length)).toEqual([4, 4, 2, 2]);
    expect(requests.map(({ seed }) => seed)).toEqual([42, 43, 44, 44]);
    expect(record).toMatchObject({ calls: 4, retries: 3, first_attempt_valid: 0 });
    expect(record.answers.map(({ attempt }) => attempt)).toEqual([1, 2, 3, 3]);
  });

  it('for a single item is not asked for a third time', async () => {
    const one = gateway();
    const { record, ids } = await ask({ ...one, demands: one.demands.slice(0, 1) }, ['no', 'no', 'never asked']);
    expect([ids, record.calls]).toEqual([[], 2]);
  });

  it.each(['length', 'loop'] as const)(
    'that ended by %s keeps its complete cases and is not shown again',
    async (finish) => {
      const text = answer(written('One'), written('Two')).slice(0, -20);
      const { requests, ids, record } = await ask(gateway(), [ended(text, finish), answer(written('Two'))]);
      expect(ids).toEqual(['GW-11#1', 'GW-11#2']);
      expect(requests[1]?.messages).toHaveLength(prompt.messages.length);
      expect(record.answers[0]).toMatchObject({ finish, errors: [expect.stringContaining('cut off')] });
      expect(record.failures.map(({ code }) => code)).toEqual([
        finish === 'length' ? 'OUTPUT_TRUNCATED' : 'OUTPUT_LOOP',
      ]);
    },
  );

  it('is kept as evidence, up to a limit', async () => {
    const { record } = await ask(gateway(), ['x'.repeat(1e6), 'no', 'no', 'no']);
    expect(record.answers[0]?.text).toHaveLength(4000);
  });
});

describe('a failure', () => {
  it('that cannot pass stops at once', async () => {
    const { record, ids } = await ask(gateway(), [down, 'never asked']);
    expect([ids, record.calls]).toEqual([[], 1]);
    expect(record.failures).toMatchObject([{ code: 'MODEL_UNREACHABLE' }]);
  });

  it('that may pass is tried again', async () => {
    const { record, ids } = await ask(gateway(), [cutOff, cutOff, answer(written('One')), answer(written('Two'))]);
    expect(ids).toHaveLength(2);
    expect(record.failures.map(({ code }) => code)).toEqual(['OUTPUT_INCOMPLETE', 'OUTPUT_INCOMPLETE']);
  });

  it('that was waited for is not: the model is called as often as there is something to win', async () => {
    const { record, ids } = await ask(gateway(), [busy, answer(written('One'), written('Two'))]);
    expect([ids, record.calls]).toEqual([[], 1]);
  });

  it('by abort ends the ladder without a call', async () => {
    const { record, requests } = await ask(gateway(), ['never asked'], { signal: AbortSignal.abort() });
    expect(requests).toEqual([]);
    expect(record).toMatchObject({ calls: 0, failures: [{ code: 'CANCELLED' }] });
  });

  it('is not tried again once a tenth of the time was spent in vain', async () => {
    let now = 0;
    const effort = { calls: 20, spent_ms: 1000, wasted_ms: 0 };
    const clock = () => (now += 100);
    const first = await ask(gateway(), ['no', 'no', 'no', 'no'], { effort, clock });
    expect(first.record.calls).toBe(2);
    expect(effort).toMatchObject({ spent_ms: 1200, wasted_ms: 200 });
    expect((await ask(gateway(), ['no', 'never asked'], { effort, clock })).record.calls).toBe(1);
  });
});

it('asks only for what its prompt names, and for nothing where a draft has no place for it', async () => {
  const basic = { ...prompt, parts: ['d' as const] };
  const answered = JSON.stringify({ c1: { d: { message: 'hello' } }, c2: { d: { message: 'bye' } } });
  const { requests, parts } = await ask(gateway(), [answered], { prompt: basic });
  expect(requests[0]?.messages.at(-1)?.content).toContain('c1: message in "Send a message {message} whose');
  expect(parts.get('GW-11#2')).toEqual({ test_data: { message: 'bye' } });
  const idle = await ask(lockoutWithoutPlaces(), [], { prompt: basic });
  expect([idle.left.size, idle.record.calls, idle.record.failures]).toEqual([4, 0, []]);
});

it('leaves the drafts to the rules where they serve, and counts no call', async () => {
  const { parts, record } = await ask(gateway(), [], { model: rulesModel() });
  expect(parts.size).toBe(0);
  expect(record).toMatchObject({ calls: 0, failures: [], answers: [] });
});

it('splits a requirement with more items than one answer holds', async () => {
  const items = Array.from({ length: 24 }, (_, index) => ({
    type: 'positive' as const,
    statement: `Value ${index}`,
    wording: {
      title: `Take ${index}`,
      preconditions: [],
      steps: [`Enter ${index}`, 'Wait for the answer', 'Look at the answer'],
      expected_result: 'Taken.',
      test_data: {},
    },
  }));
  const model = scriptedModel(({ draft = '' }) => draft);
  const { parts, record } = await askModel({
    ...drafted('EXP-2', 'Many.', items),
    model,
    prompt,
    context: noContext,
    seed: 1,
  });
  expect(parts.size).toBe(24);
  expect(record).toMatchObject({ first_attempts: record.calls, first_attempt_valid: record.calls, retries: 0 });
  expect(record.calls).toBeGreaterThan(1);
  for (const { max_tokens } of model.requests) expect(max_tokens).toBeLessThanOrEqual(3000);
});

function lockoutWithoutPlaces(): Drafted {
  const item = lockout();
  const drafts = item.drafts.map((draft) => ({ ...draft, preconditions: [], test_data: { duration: '15 minutes' } }));
  return {
    ...item,
    drafts: drafts.map((draft) => ({ ...draft, steps: draft.steps.map((step) => step.replace('an invalid', 'some')) })),
  };
}
