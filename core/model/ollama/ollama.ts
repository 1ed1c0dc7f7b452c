import type { Ollama } from 'ollama';
import { identifyOllama } from './identify-ollama.ts';
import type { OllamaIdentity } from './identify-ollama.ts';
import type { Fetch } from '../fetch-without-timeout.ts';
import { cancelled, modelFailure } from '../failure/model-failure.ts';
import type { Model, ModelFailure, ModelRequest } from '../model.ts';
import { promptCut } from '../prompt-cut.ts';
import { tokenEstimator } from '../token-estimator.ts';
import { ollamaClient } from './ollama-client.ts';
import { hiderFor, ollamaFailure } from './ollama-failure.ts';
import { ollamaHost } from './ollama-host.ts';
import { chatRequest, contextFor, loadRequest, neededContext, promptTokens, usualContext } from './ollama-request.ts';
import { withDeadline } from '../with-deadline.ts';
import { streamChat } from './stream-chat.ts';

export type OllamaOptions = {
  /** As the user names it. @default `ollama:` and the model */
  name?: string | undefined;
  /** As in `OLLAMA_HOST`. */
  host: string;
  /** The name at Ollama, such as `qwen3:8b`. */
  model: string;
  fetch?: Fetch | undefined;
  /** For one call, from request to last character, waiting for a slot and loading the model included. @default 600_000 */
  deadlineMs?: number | undefined;
};

const identifyMs = 10_000;
const healthMs = 900;

/** The model `ollama:NAME`, through `/api/chat`. An invalid host shows as the failure `unreachable`. */
export const ollamaModel = (options: OllamaOptions): Model => {
  const { host, model, fetch, name = `ollama:${model}`, deadlineMs = 600_000 } = options;
  const where = ollamaHost(host);
  const asked = { url: where.ok ? where.url : host, model };
  let known: OllamaIdentity | undefined;
  let num_ctx = 0;
  const tokens = tokenEstimator();

  const connected = async <T>(
    limit: { ms: number; signal?: AbortSignal | undefined },
    work: (client: Ollama) => Promise<T | ModelFailure>,
  ): Promise<T | ModelFailure> => {
    if (!where.ok) return modelFailure('invalid_host', { host: where.host, why: where.why });
    if (limit.signal?.aborted === true) return cancelled();
    return withDeadline(limit, async (signal, ended) => {
      try {
        return await work(ollamaClient(where, signal, fetch));
      } catch (error) {
        if (ended() === 'aborted') return cancelled();
        return ended() === 'timeout'
          ? modelFailure('timed_out', { engine: 'Ollama', url: asked.url, seconds: limit.ms / 1000 })
          : ollamaFailure(error, asked, hiderFor(where));
      }
    });
  };

  const identify = async (client: Ollama): Promise<OllamaIdentity | ModelFailure> => {
    const identity = await identifyOllama(client, asked);
    if (identity.ok) known = identity;
    return identity;
  };

  /** @returns the window that the request needs, which never shrinks: each change makes Ollama load the model anew */
  const window = (request: ModelRequest, identity: OllamaIdentity): number | ModelFailure => {
    const { thinking, context: trained } = identity;
    const size = contextFor(request, { thinking, trained, atLeast: num_ctx });
    if (size !== undefined) return (num_ctx = size);
    return modelFailure('context_too_small', { model, needed: neededContext(request, thinking), context: trained });
  };

  return {
    name,
    endpoint: asked.url,
    identify: async (signal) => {
      const identity = await connected({ ms: Math.min(identifyMs, deadlineMs), signal }, identify);
      if (!identity.ok) return identity;
      const { thinking: _thinking, ...facts } = identity;
      return facts;
    },
    generate: (request) =>
      connected({ ms: deadlineMs, signal: request.signal }, async (client) => {
        const identity = known ?? (await identify(client));
        if (!identity.ok) return identity;
        const size = window(request, identity);
        if (typeof size !== 'number') return size;
        const body = chatRequest(request, { model, thinking: identity.thinking, num_ctx: size });
        const onText = (characters: number) => request.onText?.(characters);
        const answer = await streamChat(client, body, { name, onText });
        if (!answer.ok) return answer;
        if (answer.estimated) return answer;
        const { messages } = request;
        const read = answer.prompt_tokens;
        const characters = messages.reduce((sum, { content }) => sum + content.length, 0);
        const estimate = tokens.estimate(messages);
        if (promptCut({ read, characters, estimate }))
          return modelFailure('prompt_cut', { engine: 'Ollama', read, sent: estimate ?? promptTokens(request) });
        tokens.learn(messages, read);
        return answer;
      }),
    health: (signal) => {
      const start = performance.now();
      return connected({ ms: Math.min(healthMs, deadlineMs), signal }, async (client) => {
        const { version } = await client.version();
        if (typeof version !== 'string') return modelFailure('wrong_protocol', { engine: 'Ollama', url: asked.url });
        return { ok: true as const, version, ms: performance.now() - start };
      });
    },
    warmUp: (signal) => {
      const start = performance.now();
      return connected({ ms: deadlineMs, signal }, async (client) => {
        const identity = known ?? (await identify(client));
        if (!identity.ok) return identity;
        num_ctx = Math.max(num_ctx, Math.min(usualContext, identity.context));
        await client.chat({ ...loadRequest(model, num_ctx), stream: false });
        return { ok: true as const, ms: performance.now() - start };
      });
    },
  };
};
