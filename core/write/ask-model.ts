import type { Model, ModelAnswer, ModelFailure } from '../model/model.ts';
import { cancelled, modelFailure } from '../model/failure/model-failure.ts';
import type { Demand, Requirement, TestCase, Wording } from '../types.ts';
import {
  type AnswerForm,
  compileSchema,
  draftAnswer,
  longestAnswer,
  partsOf,
  type WrittenIdea,
} from './compile-schema.ts';
import { type Effort, mayRetry, newEffort } from './effort.ts';
import { asData } from './fill-prompt.ts';
import type { Message, Prompt } from './fill-prompt.ts';
import type { PromptContext } from './context/context-for.ts';
import { promptFor } from './prompt-for.ts';
import type { DraftedItem } from './prompt-for.ts';
import { readAnswer, type WrittenParts } from './read-answer.ts';

export type Asking = {
  model: Model;
  prompt: Prompt;
  requirement: Requirement;
  demands: Demand[];
  /** Found by their coverage item; a demand without one is not asked about. */
  drafts: TestCase[];
  context: PromptContext;
  seed: number;
  signal?: AbortSignal | undefined;
  /** Characters of the answer that is arriving. */
  onText?: ((characters: number) => void) | undefined;
  /** How many cases the model may add by error guessing. */
  ideas?: number;
  /** What the run has spent so far: once too much of it was in vain, nothing is asked twice. */
  effort?: Effort;
  /** Names this requirement in logs and spans. */
  correlation_id?: string;
  /** Milliseconds. */
  clock?: () => number;
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
  answers: { attempt: number; finish: ModelAnswer['finish']; text: string; errors: string[] }[];
  prompt_tokens: number;
  answer_tokens: number;
  engine_ms: number;
};

/** `parts` by coverage item; `left` to the rules: nothing to ask, or the rules stood in for the model. */
export type AskResult = {
  parts: Map<string, WrittenParts>;
  left: Set<string>;
  ideas: WrittenIdea[];
  record: AskRecord;
};

// With a prompt of usual length this fills a window of 4096 tokens; a larger one would load the model anew.
const tokensPerCall = 3000;
const evidenceLength = 4000;

/**
 * Asks the model to word the drafts of one requirement, in at most three attempts: as planned; with the faults named,
 * another seed and some freedom; then in two halves, with a third seed. What was valid in an attempt is kept and not asked again.
 * Never rejects: what went wrong is in the record, and items without wording keep their draft.
 */
export const askModel = async (asking: Asking): Promise<AskResult> => {
  const result: AskResult = { parts: new Map(), left: new Set(), ideas: [], record: emptyRecord() };
  const effort = asking.effort ?? newEffort();
  const form = { parts: asking.prompt.parts, ideas: 0 };
  // Where a draft has nothing that the prompt asks for, there is nothing to ask.
  const [asked, idle] = partition(
    draftedItems(asking.demands, asking.drafts),
    ({ draft }) => partsOf(draft, form).length > 0,
  );
  for (const { demand } of idle) result.left.add(demand.item.id);
  for (const group of groupsOf(asked, form)) {
    if (!(await climb({ ...asking, effort }, group, result))) break;
  }
  return result;
};

const partition = <T>(values: readonly T[], isFirst: (value: T) => boolean): [T[], T[]] => [
  values.filter(isFirst),
  values.filter((value) => !isFirst(value)),
];

/** The demands that have a draft, each with it. */
export const draftedItems = (demands: Demand[], drafts: TestCase[]): DraftedItem[] =>
  demands.flatMap((demand) => {
    const draft = drafts.find(({ coverage_items }) => coverage_items.includes(demand.item.id));
    return draft === undefined ? [] : [{ demand, draft }];
  });

/** As many items to a group as one call can answer; nearly always all of them. */
const groupsOf = (items: DraftedItem[], form: AnswerForm): DraftedItem[][] => {
  const groups: DraftedItem[][] = [];
  for (const item of items) {
    const last = groups.at(-1);
    if (last !== undefined && tokensOf([...last, item], form) <= tokensPerCall) last.push(item);
    else groups.push([item]);
  }
  return groups;
};

const tokensOf = (items: DraftedItem[], form: AnswerForm): number =>
  answerTokens(
    items.map(({ draft }) => draft),
    form,
  );

type Attempt = { number: 1 | 2 | 3; items: DraftedItem[]; before: Message[] };
type Climb = Asking & { effort: Effort };

/** False when asking further is useless. */
const climb = async (
  asking: Climb,
  items: DraftedItem[],
  { parts, left, ideas, record }: AskResult,
): Promise<boolean> => {
  let pending = items;
  let before: Message[] = [];
  for (const number of [1, 2, 3] as const) {
    if (number === 3 && pending.length < 2) return true;
    if (number > 1 && !mayRetry(asking.effort)) return true;
    const middle = Math.ceil(pending.length / 2);
    const groups = number === 3 ? [pending.slice(0, middle), pending.slice(middle)] : [pending];
    for (const group of groups) {
      const answer = await attempt(asking, { number, items: group, before: number === 2 ? before : [] }, record);
      if (!answer.ok) {
        if (!answer.retryable) return false;
        before = [];
        continue;
      }
      // Nothing is better than a draft that is a draft.
      if (answer.served_by === 'rules') {
        for (const { demand } of group) left.add(demand.item.id);
        continue;
      }
      const read = readAnswer(answer.text, group, formOf(asking, number));
      ideas.push(...read.ideas);
      for (const [id, written] of read.parts) parts.set(id, written);
      note(record, { answer, number, errors: read.errors, model: asking.model.name });
      before = correction(answer, read.errors);
      if (read.parts.size === 0) asking.effort.wasted_ms += asking.effort.last_ms;
    }
    const asked = pending.length;
    pending = pending.filter(({ demand }) => !parts.has(demand.item.id) && !left.has(demand.item.id));
    if (pending.length === 0) return true;
    // Fewer items have other keys: the earlier answer and its faults would mislead.
    if (pending.length < asked) before = [];
  }
  return true;
};

type Noted = { answer: ModelAnswer; number: Attempt['number']; errors: string[]; model: string };

const note = (record: AskRecord, { answer, number, errors, model }: Noted): void => {
  const { finish, text, answer_tokens } = answer;
  record.answers.push({ attempt: number, finish, text: text.slice(0, evidenceLength), errors });
  if (number === 1 && errors.length === 0 && finish === 'stop') record.first_attempt_valid += 1;
  if (finish === 'length') failed(record, modelFailure('truncated', { model, tokens: answer_tokens }));
  if (finish === 'loop') failed(record, modelFailure('loop', { model }));
};

const attempt = async (
  asking: Climb,
  { number, items, before }: Attempt,
  record: AskRecord,
): Promise<ModelAnswer | ModelFailure> => {
  const { model, prompt, requirement, context, seed, signal, onText, effort, correlation_id } = asking;
  const clock = asking.clock ?? (() => performance.now());
  const drafts = items.map(({ draft }) => draft);
  const form = formOf(asking, number);
  if (signal?.aborted === true) return failed(record, cancelled());
  const begun = clock();
  const answer = await model.generate({
    messages: [...promptFor({ prompt, requirement, context, items, form }), ...before],
    schema: compileSchema(drafts, form),
    // The same call at temperature 0 would give the same bad answer.
    temperature: number === 1 ? prompt.temperature : Math.max(prompt.temperature, 0.3),
    seed: seed + number - 1,
    max_tokens: answerTokens(drafts, form),
    draft: draftAnswer(drafts, form),
    ...(correlation_id === undefined ? {} : { correlation_id }),
    ...(signal === undefined ? {} : { signal }),
    ...(onText === undefined ? {} : { onText }),
  });
  if (answer.ok && answer.served_by === 'rules') return answer;
  // Nobody was asked.
  if (!answer.ok && answer.kind === 'circuit_open') return failed(record, answer);
  record.calls += 1;
  if (number === 1) record.first_attempts += 1;
  else record.retries += 1;
  effort.calls += 1;
  effort.last_ms = clock() - begun;
  effort.spent_ms += effort.last_ms;
  if (!answer.ok) {
    effort.wasted_ms += effort.last_ms;
    return failed(record, answer);
  }
  record.prompt_tokens += answer.prompt_tokens;
  record.answer_tokens += answer.answer_tokens;
  record.engine_ms += answer.engine_ms;
  return answer;
};

// Words take four characters a token, but a model that has lost its way writes digits, which take one: an answer that the
// schema bounds then still ends by itself. Some white space is to be expected, too.
const answerTokens = (drafts: Wording[], form: AnswerForm): number => longestAnswer(drafts, form) + 40;

// Guesses are not worth asking twice.
const formOf = ({ prompt: { parts }, ideas = 0 }: Asking, number: Attempt['number']): AnswerForm => ({
  parts,
  ideas: number === 1 ? ideas : 0,
});

// Both turns, since templates of some models insist that roles alternate. A cut answer has no faults worth naming.
const correction = ({ text, finish }: ModelAnswer, errors: string[]): Message[] =>
  finish !== 'stop' || errors.length === 0
    ? []
    : [
        { role: 'assistant', content: asData(text.slice(0, 1500)) },
        { role: 'user', content: asData(`That answer was not valid: ${errors.join('; ')}. Write all cases again.`) },
      ];

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
