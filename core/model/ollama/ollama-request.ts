import type { ChatRequest } from 'ollama';
import { estimateTokens } from '../estimate-tokens.ts';
import type { ModelRequest } from '../model.ts';

/** What Ollama takes, with the two switches that the package's types leave out. */
export type OllamaChat = ChatRequest & { stream: true; truncate: boolean; shift: boolean };

/** How a model thinks: not at all, on demand, or always (gpt-oss cannot be told to stop). */
export type Thinking = 'none' | 'optional' | 'always';

export type ChatSettings = { model: string; thinking: Thinking; num_ctx: number };

// Every sampler option is sent: defaults differ between versions and engines of Ollama.
const keepAlive = '15m';
const sampler = { top_k: 40, top_p: 0.9, min_p: 0, repeat_penalty: 1, repeat_last_n: 64 };

// gpt-oss thinks before it answers, at our expense.
const thinkingAllowance = 1024;

/**
 * The body of `/api/chat`. `truncate: false` makes an over-long prompt an error and `shift: false` ends the answer at
 * the window's end; by default Ollama drops parts of the prompt in silence in both cases.
 */
export const chatRequest = (request: ModelRequest, { model, thinking, num_ctx }: ChatSettings): OllamaChat => ({
  model,
  stream: true,
  messages: request.messages,
  format: request.schema,
  ...(thinking === 'none' ? {} : { think: thinking === 'always' ? 'low' : false }),
  keep_alive: keepAlive,
  truncate: false,
  shift: false,
  options: {
    temperature: request.temperature,
    seed: request.seed,
    num_ctx,
    num_predict: answerRoom(request, thinking),
    ...sampler,
  },
});

/** Upper estimate of what the prompt takes, the marks between its messages included. */
export const promptTokens = (request: ModelRequest): number =>
  request.messages.reduce((sum, { content }) => sum + estimateTokens(content) + 8, 0);

const answerRoom = (request: ModelRequest, thinking: Thinking): number =>
  request.max_tokens + (thinking === 'always' ? thinkingAllowance : 0);

/** What is asked for as long as it suffices. */
export const usualContext = 4096;
const largestContext = 32_768;

export const neededContext = (request: ModelRequest, thinking: Thinking): number =>
  promptTokens(request) + answerRoom(request, thinking);

/**
 * The body that loads the model and asks nothing. `shift` and the window are the same as in a call: with others, Ollama
 * would load the model again.
 */
export const loadRequest = (model: string, num_ctx: number) => ({
  model,
  messages: [],
  keep_alive: keepAlive,
  shift: false,
  options: { num_ctx },
});

/**
 * The window to ask for: never less than `atLeast`, because each change makes Ollama load the model anew, and
 * undefined if the model cannot hold prompt and answer.
 */
export const contextFor = (
  request: ModelRequest,
  { thinking, trained, atLeast }: { thinking: Thinking; trained: number; atLeast: number },
): number | undefined => {
  const limit = Math.min(trained, largestContext);
  const needed = neededContext(request, thinking);
  let size = Math.max(usualContext, atLeast);
  while (size < needed) size *= 2;
  if (needed > limit) return undefined;
  return Math.min(size, limit);
};
