import { cancelled } from '../failure/model-failure.ts';
import { estimateTokens } from '../estimate-tokens.ts';
import type { Model, ModelAnswer, ModelFailure, ModelRequest } from '../model.ts';
import { type Heading, merged, mergeKey, parts, shares, tokensAround, userTurn } from './merge-requests.ts';
import { withSteadyProgress } from './progress.ts';
import { sharedCall } from './shared-call.ts';

export type BatchOptions = {
  /** Requests in one call at most. @default 1: each goes alone */
  size?: number;
  /** How long the first request of a call waits for others. @default 20 */
  windowMs?: number;
  /** Tokens of the user turns and of the answers in one call at most. @default 3000 */
  tokens?: number;
  /** Stands above the part of each request, which the answer is to name by this key. */
  heading: Heading;
};

type Outcome = ModelAnswer | ModelFailure;
type Waiting = { request: ModelRequest; settle: (outcome: Outcome) => void };
type Batch = { waiting: Waiting[]; tokens: number; timer: NodeJS.Timeout };

/**
 * Merges requests that arrive together and differ in their user turn only. Who asks cannot tell: a part that is
 * missing, and every part of a merged call that fails or is cut, is asked for alone, one after the other.
 */
export const withBatching = (
  model: Model,
  { size = 1, windowMs = 20, tokens = 3000, heading }: BatchOptions,
): Model => {
  if (size <= 1) return model;
  const open = new Map<string, Batch>();

  const send = (key: string): void => {
    const batch = open.get(key);
    if (batch === undefined) return;
    open.delete(key);
    clearTimeout(batch.timer);
    void serve(model, heading, batch.waiting);
  };

  const put = (key: string, one: Waiting): void => {
    const needed = tokensOf(one.request);
    const current = open.get(key);
    if (current !== undefined && current.tokens + needed > tokens) send(key);
    const batch = open.get(key) ?? { waiting: [], tokens: 0, timer: setTimeout(() => send(key), windowMs) };
    open.set(key, batch);
    batch.waiting.push(one);
    batch.tokens += needed;
    if (batch.waiting.length >= size) send(key);
  };

  return {
    ...model,
    generate: (request) => {
      const key = mergeKey(request);
      if (key === undefined || request.signal?.aborted === true) return model.generate(request);
      return new Promise((resolve) => {
        const settle = (outcome: Outcome): void => {
          request.signal?.removeEventListener('abort', leave);
          resolve(outcome);
        };
        const leave = (): void => settle(cancelled());
        request.signal?.addEventListener('abort', leave, { once: true });
        put(key, { request: withSteadyProgress(request), settle });
      });
    },
  };
};

const tokensOf = (request: ModelRequest): number =>
  estimateTokens(userTurn(request)) + request.max_tokens + tokensAround;

const serve = async (model: Model, heading: Heading, batch: Waiting[]): Promise<void> => {
  const [first, ...others] = batch.filter(({ request }) => request.signal?.aborted !== true);
  if (first === undefined) return;
  if (others.length === 0) return first.settle(await model.generate(first.request));
  await together(model, heading, [first, ...others]);
};

const together = async (model: Model, heading: Heading, batch: [Waiting, ...Waiting[]]): Promise<void> => {
  const [first, ...others] = batch;
  const request = merged([first.request, ...others.map((each) => each.request)], heading);
  const call = sharedCall((signal, onText) => model.generate({ ...request, signal, onText }));
  const outcomes = await Promise.all(
    batch.map(({ request: { signal, onText } }) =>
      call.join({ signal, onText: onText && ((characters) => onText(Math.floor(characters / batch.length))) }),
    ),
  );
  // Whoever gave up has an outcome of its own; all others have the same one.
  const answer = outcomes.find((outcome) => outcome.ok);
  const each = answer === undefined ? [] : divided(answer, batch);
  for (const [index, { request: own, settle }] of batch.entries()) {
    const part = each[index];
    if (own.signal?.aborted === true) continue;
    settle(part?.text === undefined ? added(await model.generate(own), part) : { ...part, text: part.text });
  }
};

type Part = Omit<ModelAnswer, 'text'> & { text: string | undefined };

// What the engine spent on a part is the part's, used or not.
const divided = (answer: ModelAnswer, batch: Waiting[]): Part[] => {
  const texts = parts(answer, batch.length);
  const read = batch.map(({ request }) => estimateTokens(userTurn(request)));
  const written = texts.map((text) => text?.length ?? 0);
  const prompt = shares(answer.prompt_tokens, read);
  const answers = shares(answer.answer_tokens, written);
  const engine = shares(answer.engine_ms, written);
  return texts.map((text, index) => ({
    ...answer,
    text,
    prompt_tokens: prompt[index] ?? 0,
    answer_tokens: answers[index] ?? 0,
    engine_ms: engine[index] ?? 0,
    ...(answer.prompt_ms === undefined ? {} : { prompt_ms: shares(answer.prompt_ms, read)[index] ?? 0 }),
    ...(answer.load_ms === undefined ? {} : { load_ms: index === 0 ? answer.load_ms : 0 }),
  }));
};

const added = (outcome: Outcome, spent: Part | undefined): Outcome => {
  if (!outcome.ok || spent === undefined) return outcome;
  return {
    ...outcome,
    prompt_tokens: outcome.prompt_tokens + spent.prompt_tokens,
    answer_tokens: outcome.answer_tokens + spent.answer_tokens,
    engine_ms: outcome.engine_ms + spent.engine_ms,
  };
};
