import { expect, it } from 'vitest';
import { gateway } from '../../fixtures/drafted-items.ts';
import { modelFailure } from '../model/model-failure.ts';
import { scriptedModel } from '../model/scripted.ts';
import type { ScriptedAnswer } from '../model/scripted.ts';
import type { TestCase, Verdict } from '../types.ts';
import { loadPrompt } from './load-prompt.ts';
import { writeCases } from './write-cases.ts';
import type { Judge } from './write-cases.ts';

const loaded = await loadPrompt('prompts');
if (!loaded.ok) throw new Error(loaded.problem.message);
const { prompt } = loaded;

const written = (title: string) => ({
  expected_result: 'The gateway does not forward the message.',
  preconditions: [],
  steps: ['Send {message}'],
  test_data: [{ name: 'message', value: 'hello' }],
  title,
});
const valid = JSON.stringify({ case_1: written('One'), case_2: written('Two') });
const verdict = (score: number, ...checks: ('numbers' | 'polarity')[]): Verdict => ({
  score,
  notes: ['a note'],
  failures: checks.map((check) => ({ check, message: `fails ${check}`, repair: '' })),
});

const write = (judge: Judge, answers: ScriptedAnswer[] = [valid], drafts: TestCase[] = gateway().drafts) =>
  writeCases({ ...gateway(), drafts, judge, model: scriptedModel(answers), prompt, neighbours: [], seed: 42 });

it('takes the wording of a case that passes and scores higher, and nothing else of it', async () => {
  const { cases, record } = await write(() => verdict(8.5));
  const [draft] = gateway().drafts;
  expect(cases[0]).toEqual({
    ...draft,
    title: 'One',
    preconditions: [],
    steps: ['Send {message}'],
    test_data: { message: 'hello' },
    expected_result: 'The gateway does not forward the message.',
    written_by: 'model',
    quality_score: 8.5,
    quality_notes: ['a note'],
  });
  expect(record).toMatchObject({ accepted: 2, unanswered: 0, rejected_by_check: {}, rejected: [], calls: 1 });
});

it('shows the judge the candidate, its demand and its draft', async () => {
  const seen: unknown[] = [];
  await write((candidate, demand, draft) => {
    seen.push([candidate.title, candidate.written_by, demand.item.id, draft.id, draft.written_by]);
    return verdict(1);
  });
  expect(seen).toEqual([
    ['One', 'model', 'GW-11#1', 'TC-GW-11-1', 'rules'],
    ['Two', 'model', 'GW-11#2', 'TC-GW-11-2', 'rules'],
  ]);
});

it('keeps the draft of a case that fails a check or scores no better, and counts why', async () => {
  const { cases, record } = await write(({ title }) =>
    title === 'One' ? verdict(10, 'numbers', 'polarity') : verdict(7),
  );
  expect(cases).toEqual(gateway().drafts);
  expect(record.rejected_by_check).toEqual({ numbers: 1, score: 1 });
  expect(record.rejected).toMatchObject([
    { case_id: 'TC-GW-11-1', reasons: ['fails numbers', 'fails polarity'], wording: { title: 'One' } },
    { case_id: 'TC-GW-11-2', reasons: ['scores 7, the draft 7'] },
  ]);
});

it('turns down a case that was cut by the length limit without asking the judge', async () => {
  const long = JSON.stringify({ case_1: written('x'.repeat(90)), case_2: written('Two') });
  const { cases, record } = await write(() => verdict(9), [long]);
  expect(cases.map(({ written_by }) => written_by)).toEqual(['rules', 'model']);
  expect(record.rejected_by_check).toEqual({ schema: 1 });
});

it('keeps all drafts where the model fails, and says so', async () => {
  const down = modelFailure('unreachable', { message: 'down', hint: '' });
  const { cases, record } = await write(() => verdict(9), [down]);
  expect(cases).toEqual(gateway().drafts);
  expect(record).toMatchObject({
    accepted: 0,
    unanswered: 2,
    rejected_by_check: {},
    failures: [{ code: 'unreachable' }],
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
