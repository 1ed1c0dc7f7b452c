import type { ChatResponse, Ollama } from 'ollama';
import { isLooping } from './detect-loop.ts';
import { identifyOllama } from './identify-ollama.ts';
import type { OllamaIdentity } from './identify-ollama.ts';
import type { Fetch } from './fetch-without-timeout.ts';
import type { Model, ModelAnswer, ModelFailure, ModelRequest } from './model.ts';
import { aborted, modelFailure } from './model-failure.ts';
import { ollamaClient } from './ollama-client.ts';
import { contextOverflow, ollamaFailure } from './ollama-failure.ts';
import { ollamaHost } from './ollama-host.ts';
import { chatRequest, contextFor } from './ollama-request.ts';
import { withDeadline } from './with-deadline.ts';

export type OllamaOptions = {
  /** As in `OLLAMA_HOST`. */
  host: string;
  /** The name at Ollama, such as `qwen3:8b`. */
  model: string;
  fetch?: Fetch | undefined;
  /** For one call, from request to last character, waiting for a slot and loading the model included. @default 600_000 */
  deadlineMs?: number | undefined;
  /** `waiting` when the request is out (Ollama may be loading the model), `answering` at the first character. */
  onProgress?: ((phase: 'waiting' | 'answering') => void) | undefined;
};

const identifyMs = 10_000;

/** The model `ollama:NAME`, through `/api/chat`. An invalid host shows as the failure `unreachable`. */
export const ollamaModel = ({ host, model, fetch, deadlineMs = 600_000, onProgress }: OllamaOptions): Model => {
  const where = ollamaHost(host);
  const asked = { url: where.ok ? where.url : host, model };
  let known: OllamaIdentity | undefined;
  let num_ctx = 0;

  const connected = async <T>(
    limit: { ms: number; signal?: AbortSignal | undefined },
    work: (client: Ollama) => Promise<T | ModelFailure>,
  ): Promise<T | ModelFailure> => {
    if (!where.ok) return modelFailure('unreachable', where.problem);
    if (limit.signal?.aborted === true) return aborted();
    return withDeadline(limit, async (signal, ended) => {
      try {
        return await work(ollamaClient(where, signal, fetch));
      } catch (error) {
        if (ended() === 'aborted') return aborted();
        return ended() === 'timeout' ? timedOut(limit.ms, asked.url) : ollamaFailure(error, asked);
      }
    });
  };

  const identify = async (client: Ollama): Promise<OllamaIdentity | ModelFailure> => {
    const identity = await identifyOllama(client, asked);
    if (identity.ok) known = identity;
    return identity;
  };

  return {
    name: `ollama:${model}`,
    identify: async (signal) => {
      const identity = await connected({ ms: Math.min(identifyMs, deadlineMs), signal }, identify);
      return identity.ok ? { ok: true, digest: identity.digest, context: identity.context } : identity;
    },
    generate: (request) =>
      connected({ ms: deadlineMs, signal: request.signal }, async (client) => {
        const identity = known ?? (await identify(client));
        if (!identity.ok) return identity;
        const { thinking, context: trained } = identity;
        const size = contextFor(request, { thinking, trained, atLeast: num_ctx });
        if (size === undefined)
          return contextOverflow(`Prompt and answer do not fit into the ${trained} tokens of "${model}".`);
        num_ctx = size;
        onProgress?.('waiting');
        return streamed(client, chatRequest(request, { model, thinking, num_ctx }), {
          model,
          onText: (characters) => {
            if (characters > 0) onProgress?.('answering');
            request.onText?.(characters);
          },
        });
      }),
  };
};

const streamed = async (
  client: Ollama,
  body: ReturnType<typeof chatRequest>,
  { model, onText }: { model: string; onText: NonNullable<ModelRequest['onText']> },
): Promise<ModelAnswer | ModelFailure> => {
  const stream = await client.chat(body);
  let text = '';
  try {
    for await (const part of stream) {
      const added = part.message?.content ?? '';
      text += added;
      if (added !== '') onText(text.length);
      if (part.done) return finished(text, part, model);
      if (added !== '' && isLooping(text)) return looping(model);
    }
    return unfinished(model, 'no end was sent');
  } finally {
    // Leaving the loop does not close the connection, and Ollama would go on writing for nobody.
    stream.abort();
  }
};

const finished = (text: string, last: ChatResponse, model: string): ModelAnswer | ModelFailure => {
  const { done_reason, prompt_eval_count = 0, eval_count = 0, total_duration = 0 } = last;
  if (done_reason !== 'stop' && done_reason !== 'length') return unfinished(model, `it ended with "${done_reason}"`);
  const counts = { prompt_tokens: prompt_eval_count, answer_tokens: eval_count, engine_ms: total_duration / 1e6 };
  return { ok: true, text, finish: done_reason, ...counts };
};

const unfinished = (model: string, why: string): ModelFailure =>
  modelFailure('incomplete', {
    message: `The answer of "${model}" is incomplete: ${why}.`,
    hint: 'The call is repeated with another seed; if it persists, update Ollama.',
    retryable: true,
  });

const looping = (model: string): ModelFailure =>
  modelFailure('bad_answer', {
    message: `"${model}" repeats itself without end; the answer was broken off.`,
    hint: 'The call is repeated with another seed; if it persists, use a larger model.',
    retryable: true,
  });

// Not retryable: a second wait as long as the first is what a deadline is there to prevent.
const timedOut = (ms: number, url: string): ModelFailure =>
  modelFailure('timeout', {
    message: `Ollama at ${url} did not finish within ${ms / 1000} s.`,
    hint: 'Use a smaller model or a longer deadline; a first call includes the time to load the model.',
  });
