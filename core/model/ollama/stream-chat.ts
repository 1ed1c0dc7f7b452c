import type { ChatResponse, Ollama } from 'ollama';
import { isLooping } from '../detect-loop.ts';
import { estimateTokens } from '../estimate-tokens.ts';
import { type ModelFailure, modelFailure } from '../failure/model-failure.ts';
import type { ModelAnswer, ModelRequest } from '../model.ts';
import type { OllamaChat } from './ollama-request.ts';

type Streaming = { name: string; onText: NonNullable<ModelRequest['onText']> };

// Ollama gives up on the 31st piece that equals the one before; versions before 0.32 do so without a word.
const repeatsOfServer = 29;

/** One streamed chat. @throws the client's errors */
export const streamChat = async (
  client: Ollama,
  body: OllamaChat,
  { name, onText }: Streaming,
): Promise<ModelAnswer | ModelFailure> => {
  const start = performance.now();
  const stream = await client.chat(body);
  let text = '';
  let pieces = 0;
  let latest = '';
  let repeats = 0;
  // Ollama counts only at the end of an answer: a piece is a token, and what was read is estimated.
  const measured = (): Measured => ({
    estimated: true,
    prompt_tokens: estimateTokens((body.messages ?? []).map(({ content }) => content).join('\n')),
    answer_tokens: pieces,
    engine_ms: performance.now() - start,
  });
  const brokenOff = (finish: 'stop' | 'loop'): ModelAnswer => ({
    ok: true,
    text,
    finish,
    served_by: name,
    ...measured(),
  });
  try {
    for await (const part of stream) {
      const added = part.message?.content ?? '';
      text += added;
      if (added !== '') {
        pieces += 1;
        onText(text.length);
        repeats = added.trim() === latest ? repeats + 1 : 0;
        latest = added.trim();
      }
      if (part.done) return finished(text, part, { name, model: body.model, measured });
      if (added !== '' && isLooping(text)) return brokenOff('loop');
    }
    return modelFailure('unfinished', { model: body.model, why: 'no end was sent' });
  } catch (error) {
    if (!isSilentEnd(error)) throw error;
    if (isWhole(text)) return brokenOff('stop');
    if (repeats >= repeatsOfServer) return brokenOff('loop');
    throw error;
  } finally {
    // Leaving the loop does not close the connection, and Ollama would go on writing for nobody.
    stream.abort();
  }
};

const isSilentEnd = (error: unknown): boolean =>
  error instanceof Error && /did not receive done|token repeat limit/i.test(error.message);

const isWhole = (text: string): boolean => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null;
  } catch {
    return false;
  }
};

type Measured = Pick<
  ModelAnswer,
  'estimated' | 'prompt_tokens' | 'answer_tokens' | 'engine_ms' | 'prompt_ms' | 'load_ms'
>;

const finished = (
  text: string,
  last: ChatResponse,
  { name, model, measured }: { name: string; model: string; measured: () => Measured },
): ModelAnswer | ModelFailure => {
  const { done_reason } = last;
  if (done_reason !== 'stop' && done_reason !== 'length')
    return modelFailure('unfinished', { model, why: `it ended with "${done_reason}"` });
  return { ok: true, text, finish: done_reason, served_by: name, ...(told(last) ?? measured()) };
};

// Each prompt and each answer takes at least a token, so a count of none is no count.
const told = (last: ChatResponse): Omit<Measured, 'estimated'> | undefined => {
  const prompt_tokens = amount(last.prompt_eval_count);
  const answer_tokens = amount(last.eval_count);
  if (prompt_tokens === 0 || answer_tokens === 0) return undefined;
  const milliseconds = (nanoseconds: unknown): number => amount(nanoseconds) / 1e6;
  return {
    prompt_tokens,
    answer_tokens,
    engine_ms: milliseconds(last.total_duration),
    prompt_ms: milliseconds(last.prompt_eval_duration),
    load_ms: milliseconds(last.load_duration),
  };
};

const amount = (value: unknown): number =>
  typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : 0;
