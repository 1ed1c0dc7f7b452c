import { expect, it } from 'vitest';
import { gateway } from '../../fixtures/drafted-items.ts';
import { modelFailure } from '../model/failure/model-failure.ts';
import { scriptedModel } from '../model/scripted.ts';
import type { ScriptedAnswer } from '../model/scripted.ts';
import type { TestCase, Verdict } from '../types.ts';
import { noContext } from './context/context-for.ts';
import { loadPrompt } from './load-prompt.ts';
import { writeCases } from './write-cases.ts';
import type { Judge } from './write-cases.ts';

const loaded = await loadPrompt({ folder: 'prompts' });
if (!loaded.ok) throw new Error(loaded.problem.message);
const { prompt } = loaded;

const written = (step: string) => ({ d: { message: 'hello' }, p: ['The gateway is on'], s: [step] });
const valid = JSON.stringify({ c1: written('Send {message}'), c2: written('Two') });
const verdict = (score: number, ...checks: ('numbers' | 'polarity' | 'trigger')[]): Verdict => ({
  score,
  notes: ['a note'],
  failures: checks.map((check) => ({ check, message: `fails ${check}`, repair: '' })),
});

const write = (judge: Judge, answers: ScriptedAnswer[] = [valid], drafts: TestCase[] = gateway().drafts) =>
  writeCases({ ...gateway(), drafts, judge, model: scriptedModel(answers), prompt, context: noContext, seed: 42 });

it('takes the words of a case that passes and scores higher, and nothing else of it', async () => {
  const { cases, record } = await write(() => verdict(8.5));
  const [draft] = gateway().drafts;
  expect(cases[0]).toEqual({
    ...draft,
    preconditions: ['The gateway is on'],
    steps: ['Send {message}'],
    test_data: { message: 'hello' },
    written_by: 'model',
    quality_score: 8.5,
    quality_notes: ['a note'],
  });
  expect(record).toMatchObject({ accepted: 2, unanswered: 0, rejected_by_check: {}, rejected: [], calls: 1 });
});

it('shows the judge each candidate with its demand and its draft, most of the new words first', async () => {
  const seen: unknown[] = [];
  await write((candidate, demand, draft) => {
    seen.push([candidate.steps[0], candidate.written_by, demand.item.id, draft.id, draft.written_by]);
    return verdict(1);
  });
  expect(seen[0]).toEqual(['Send {message}', 'model', 'GW-11#1', 'TC-GW-11-1', 'rules']);
  expect(seen).toContainEqual([
    'Send a message {message} whose checksum is invalid to the gateway',
    'model',
    'GW-11#1',
    'TC-GW-11-1',
    'rules',
  ]);
});

it('takes what is good of a case whose other parts fail', async () => {
  const { cases, record } = await write(({ steps }) =>
    steps[0] === 'Two' ? verdict(9, 'trigger') : verdict(steps[0]?.includes('{message}') ? 8 : 7),
  );
  expect(cases[1]).toMatchObject({
    steps: ['Send a message {message} whose checksum is valid to the gateway'],
    test_data: { message: 'hello' },
    written_by: 'model',
  });
  expect(record).toMatchObject({ accepted: 2, rejected: [] });
});

// MOD-4, MOD-5
it('keeps the draft of a case that fails a check or scores no better, and counts why', async () => {
  const { cases, record } = await write((_, { item }) =>
    item.id === 'GW-11#1' ? verdict(10, 'numbers', 'polarity') : verdict(6.9),
  );
  expect(cases).toEqual(gateway().drafts);
  expect(record.rejected_by_check).toEqual({ numbers: 1, score: 1 });
  expect(record.rejected).toMatchObject([
    { case_id: 'TC-GW-11-1', reasons: ['fails numbers', 'fails polarity'], wording: { steps: ['Send {message}'] } },
    { case_id: 'TC-GW-11-2', reasons: ['scores 6.9, the draft 7'] },
  ]);
});

it('keeps all drafts where the model fails, and says so', async () => {
  const down = modelFailure('unreachable', { engine: 'It', url: 'here', detail: 'down' });
  const { cases, record } = await write(() => verdict(9), [down]);
  expect(cases).toEqual(gateway().drafts);
  expect(record).toMatchObject({
    accepted: 0,
    unanswered: 2,
    rejected_by_check: {},
    failures: [{ code: 'MODEL_UNREACHABLE' }],
  });
});

it('gives back drafts that no demand names, in their place', async () => {
  const [first, second] = gateway().drafts;
  if (first === undefined || second === undefined) throw new Error('the fixture has two drafts');
  const idea: TestCase = { ...first, id: 'TC-GW-11-i1', coverage_items: [], inferred: true };
  const { cases } = await write(() => verdict(9), [valid], [first, idea, second]);
  expect(cases.map(({ id, written_by }) => `${id} ${written_by}`)).toEqual([
    'TC-GW-11-1 model',
    'TC-GW-11-i1 rules',
    'TC-GW-11-2 model',
  ]);
});
