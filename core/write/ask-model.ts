import { setTimeout as sleep } from 'node:timers/promises';
import type { Model, ModelAnswer, ModelFailure } from '../model/model.ts';
import { aborted } from '../model/model-failure.ts';
import type { Demand, Requirement, TestCase, Wording } from '../types.ts';
import { compileSchema, longestAnswer } from './compile-schema.ts';
import { asData } from './fill-prompt.ts';
import type { Message, Prompt } from './fill-prompt.ts';
import { promptFor } from './prompt-for.ts';
import type { DraftedItem } from './prompt-for.ts';
import { readAnswer } from './read-answer.ts';

export type Asking = {
  model: Model;
  prompt: Prompt;
  requirement: Requirement;
  demands: Demand[];
  /** Found by their coverage item; a demand without one is not asked about. */
  drafts: TestCase[];
  /** Titles of the requirements around it. */
  neighbours: string[];
  seed: number;
  signal?: AbortSignal | undefined;
  /** Characters of the answer that is arriving. */
  onText?: ((characters: number) => void) | undefined;
  /** How long to wait before a busy server is asked again. */
  wait?: (ms: number, signal?: AbortSignal) => Promise<unknown>;
};

export type AskRecord = {
  calls: number;
  /** Calls after the first of their group. */
  retries: number;
  /** First calls whose answer was valid against the compiled schema as it came. */
  first_attempt_valid: number;
  /** First calls: one, unless a requirement has more items than one call takes. */
  first_attempts: number;
  failures: ModelFailure[];
  /** Evidence: the beginning of each answer, and what was wrong with it. */
  answers: { attempt: number; finish: 'stop' | 'length'; text: string; errors: string[] }[];
  prompt_tokens: number;
  answer_tokens: number;
  engine_ms: number;
};

/** By coverage item; `cut`: those of the wordings with a text that the schema's limit ended. */
export type AskResult = { wordings: Map<string, Wording>; cut: Set<string>; record: AskRecord };

// With a prompt of usual length this fills a window of 4096 tokens; a larger one would load the model anew.
const tokensPerCall = 2800;
const evidenceLength = 4000;
const busyMs = 1000;

/**
 * Asks the model to word the drafts of one requirement, in at most three attempts: as planned; with the faults named,
 * another seed and some freedom; then in two halves. What was valid in an attempt is kept and not asked again.
 * Never rejects: what went wrong is in the record, and items without wording keep their draft.
 */
export const askModel = async (asking: Asking): Promise<AskResult> => {
  const result: AskResult = { wordings: new Map(), cut: new Set(), record: emptyRecord() };
  for (const items of groupsOf(draftedItems(asking.demands, asking.drafts))) {
    if (!(await climb(asking, items, result))) break;
  }
  return result;
};

/** The demands that have a draft, each with it. */
export const draftedItems = (demands: Demand[], drafts: TestCase[]): DraftedItem[] =>
  demands.flatMap((demand) => {
    const draft = drafts.find(({ coverage_items }) => coverage_items.includes(demand.item.id));
    return draft === undefined ? [] : [{ demand, draft }];
  });

/** As many items to a group as one call can answer; nearly always all of them. */
const groupsOf = (items: DraftedItem[]): DraftedItem[][] => {
  const groups: DraftedItem[][] = [];
  for (const item of items) {
    const last = groups.at(-1);
    if (last !== undefined && answerTokens([...last, item].map(({ draft }) => draft)) <= tokensPerCall) last.push(item);
    else groups.push([item]);
  }
  return groups;
};

type Attempt = { number: 1 | 2 | 3; items: DraftedItem[]; before: Message[] };

/** False when asking further is useless. */
const climb = async (asking: Asking, items: DraftedItem[], { wordings, cut, record }: AskResult): Promise<boolean> => {
  let pending = items;
  let before: Message[] = [];
  for (const number of [1, 2, 3] as const) {
    if (number === 3 && pending.length < 2) return true;
    const middle = Math.ceil(pending.length / 2);
    const groups = number === 3 ? [pending.slice(0, middle), pending.slice(middle)] : [pending];
    for (const group of groups) {
      const answer = await attempt(asking, { number, items: group, before: number === 2 ? before : [] }, record);
      if (!answer.ok) {
        if (!answer.retryable) return false;
        before = [];
        if (answer.code === 'busy') await pause(asking, busyMs * number);
        continue;
      }
      const read = readAnswer(answer.text, group);
      for (const [id, wording] of read.wordings) wordings.set(id, wording);
      for (const id of read.cut) cut.add(id);
      record.answers.push({
        attempt: number,
        finish: answer.finish,
        text: answer.text.slice(0, evidenceLength),
        errors: read.errors,
      });
      if (number === 1 && read.errors.length === 0 && answer.finish === 'stop') record.first_attempt_valid += 1;
      before = correction(answer, read.errors);
    }
    const asked = pending.length;
    pending = pending.filter(({ demand }) => !wordings.has(demand.item.id));
    if (pending.length === 0) return true;
    // Fewer items have other keys: the earlier answer and its faults would mislead.
    if (pending.length < asked) before = [];
  }
  return true;
};

const attempt = async (
  asking: Asking,
  { number, items, before }: Attempt,
  record: AskRecord,
): Promise<ModelAnswer | ModelFailure> => {
  const { model, prompt, requirement, neighbours, seed, signal, onText } = asking;
  const drafts = items.map(({ draft }) => draft);
  if (signal?.aborted === true) return failed(record, aborted());
  record.calls += 1;
  if (number === 1) record.first_attempts += 1;
  else record.retries += 1;
  const answer = await model.generate({
    messages: [...promptFor({ prompt, requirement, neighbours, items }), ...before],
    schema: compileSchema(drafts),
    // The same call at temperature 0 would give the same bad answer.
    temperature: number === 1 ? prompt.temperature : Math.max(prompt.temperature, 0.3),
    seed: seed + number - 1,
    max_tokens: answerTokens(drafts),
    ...(signal === undefined ? {} : { signal }),
    ...(onText === undefined ? {} : { onText }),
  });
  if (!answer.ok) return failed(record, answer);
  record.prompt_tokens += answer.prompt_tokens;
  record.answer_tokens += answer.answer_tokens;
  record.engine_ms += answer.engine_ms;
  return answer;
};

// English takes four characters a token, identifiers and JSON's marks fewer.
const answerTokens = (drafts: Wording[]): number => Math.ceil(longestAnswer(drafts) / 2.5);

// Both turns, since templates of some models insist that roles alternate. A cut answer has no faults worth naming.
const correction = ({ text, finish }: ModelAnswer, errors: string[]): Message[] =>
  finish === 'length' || errors.length === 0
    ? []
    : [
        { role: 'assistant', content: asData(text.slice(0, 1500)) },
        { role: 'user', content: asData(`That answer was not valid: ${errors.join('; ')}. Write all cases again.`) },
      ];

const pause = async (
  { signal, wait = (ms, until) => sleep(ms, undefined, until ? { signal: until } : {}) }: Asking,
  ms: number,
) => {
  // Cut short by an abort, which the next attempt then reports.
  await wait(ms, signal).catch(() => undefined);
};

const failed = (record: AskRecord, failure: ModelFailure): ModelFailure => {
  record.failures.push(failure);
  return failure;
};

const emptyRecord = (): AskRecord => ({
  calls: 0,
  retries: 0,
  first_attempt_valid: 0,
  first_attempts: 0,
  failures: [],
  answers: [],
  prompt_tokens: 0,
  answer_tokens: 0,
  engine_ms: 0,
});
