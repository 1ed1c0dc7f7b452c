import type { Model, ModelAnswer, ModelFailure } from '../model/model.ts';
import type { Demand, Requirement, TestCase } from '../types.ts';
import { answerTokens, attempt, type Climb, correction, formOf, note } from './attempt.ts';
import { type AnswerForm, partsOf, type WrittenIdea } from './compile-schema.ts';
import { type Effort, mayRetry, newEffort } from './effort.ts';
import type { Message, Prompt } from './fill-prompt.ts';
import type { PromptContext } from './context/context-for.ts';
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
  /** Requests that the rules at the end of a list answered, since no model of it served. */
  stood_in: number;
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

const waited = new Set<ModelFailure['code']>(['MODEL_BUSY', 'RATE_LIMITED']);

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
      const told = { number, items: group, before: number === 2 ? before : [] };
      const { answer, ms } = await attempt(asking, told, record);
      if (!answer.ok) {
        // What can pass by waiting has been waited for.
        if (!answer.retryable || waited.has(answer.code)) return false;
        before = [];
        continue;
      }
      // Nothing is better than a draft that is a draft.
      if (answer.served_by === 'rules') {
        record.stood_in += 1;
        for (const { demand } of group) left.add(demand.item.id);
        continue;
      }
      const read = readAnswer(answer.text, group, formOf(asking, number));
      ideas.push(...read.ideas);
      for (const [id, written] of read.parts) parts.set(id, written);
      note(record, { answer, number, errors: read.errors, model: asking.model.name });
      before = correction(answer, read.errors, asking.prompt);
      if (read.parts.size === 0) asking.effort.wasted_ms += ms;
    }
    const asked = pending.length;
    pending = pending.filter(({ demand }) => !parts.has(demand.item.id) && !left.has(demand.item.id));
    if (pending.length === 0) return true;
    // Fewer items have other keys: the earlier answer and its faults would mislead.
    if (pending.length < asked) before = [];
  }
  return true;
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
  stood_in: 0,
});
