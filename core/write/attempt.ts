import type { ModelAnswer, ModelFailure } from '../model/model.ts';
import { cancelled, modelFailure } from '../model/failure/model-failure.ts';
import type { Wording } from '../types.ts';
import type { AskRecord, Asking } from './ask-model.ts';
import { type AnswerForm, compileSchema, draftAnswer, longestAnswer } from './compile-schema.ts';
import type { Effort } from './effort.ts';
import { fillPrompt } from './fill-prompt.ts';
import type { Message, Prompt } from './fill-prompt.ts';
import { promptFor } from './prompt-for.ts';
import type { DraftedItem } from './prompt-for.ts';

export type Climb = Asking & { effort: Effort };

/** One call: for which items, which rung of the ladder it is, and what the answer before it was told. */
export type Attempt = { number: 1 | 2 | 3; items: DraftedItem[]; before: Message[] };

/** Makes the call and books it: what the rules or the cache answer costs nothing, and neither does a model left alone. */
export const attempt = async (
  asking: Climb,
  { number, items, before }: Attempt,
  record: AskRecord,
): Promise<{ answer: ModelAnswer | ModelFailure; ms: number }> => {
  const { model, prompt, requirement, context, seed, signal, onText, effort, correlation_id } = asking;
  const clock = asking.clock ?? (() => performance.now());
  const drafts = items.map(({ draft }) => draft);
  const form = formOf(asking, number);
  if (signal?.aborted === true) return { answer: failed(record, cancelled()), ms: 0 };
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
  const ms = clock() - begun;
  if (answer.ok && (answer.served_by === 'rules' || answer.cached === true)) return { answer, ms };
  if (!answer.ok && answer.kind === 'circuit_open') return { answer: failed(record, answer), ms };
  record.calls += 1;
  if (number === 1) record.first_attempts += 1;
  else record.retries += 1;
  effort.calls += 1;
  effort.spent_ms += ms;
  if (!answer.ok) {
    effort.wasted_ms += ms;
    return { answer: failed(record, answer), ms };
  }
  record.prompt_tokens += answer.prompt_tokens;
  record.answer_tokens += answer.answer_tokens;
  record.engine_ms += answer.engine_ms;
  return { answer, ms };
};

/** Keeps an answer as evidence, and books what was wrong with how it ended. */
export const note = (
  record: AskRecord,
  {
    answer,
    number,
    errors,
    model,
  }: { answer: ModelAnswer; number: Attempt['number']; errors: string[]; model: string },
): void => {
  const { finish, text, answer_tokens, cached = false } = answer;
  record.answers.push({ attempt: number, finish, text: text.slice(0, evidenceLength), errors });
  if (number === 1 && errors.length === 0 && finish === 'stop' && !cached) record.first_attempt_valid += 1;
  if (finish === 'length') failed(record, modelFailure('truncated', { model, tokens: answer_tokens }));
  if (finish === 'loop') failed(record, modelFailure('loop', { model }));
};

const evidenceLength = 4000;
const shownLength = 1500;

/** How many tokens an answer may have. */
export const answerTokens = (drafts: Wording[], form: AnswerForm): number =>
  // Words take four characters a token, but a model that has lost its way writes digits, which take one: an answer that
  // the schema bounds then still ends by itself. Some white space is to be expected, too.
  longestAnswer(drafts, form) + 40;

/** What an attempt asks for: guesses are not worth asking twice. */
export const formOf = ({ prompt: { parts }, ideas = 0 }: Asking, number: Attempt['number']): AnswerForm => ({
  parts,
  ideas: number === 1 ? ideas : 0,
});

/** Both turns, since templates of some models insist that roles alternate. A cut answer has no faults worth naming. */
export const correction = ({ text, finish }: ModelAnswer, errors: string[], prompt: Prompt): Message[] =>
  finish !== 'stop' || errors.length === 0
    ? []
    : fillPrompt(prompt.correction, { answer: text.slice(0, shownLength), errors: errors.join('; ') });

const failed = (record: AskRecord, failure: ModelFailure): ModelFailure => {
  record.failures.push(failure);
  return failure;
};
