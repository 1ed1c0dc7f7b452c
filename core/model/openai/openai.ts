import { cancelled, modelFailure } from '../failure/model-failure.ts';
import { type Fetch, fetchWithoutTimeout } from '../fetch-without-timeout.ts';
import type { Model, ModelFailure } from '../model.ts';
import { secretHider } from '../hide-secrets.ts';
import { tokenEstimator } from '../token-estimator.ts';
import { withDeadline } from '../with-deadline.ts';
import { loadBody, type SchemaNote } from './chat-body.ts';
import { contextCheck } from './context-check.ts';
import { type Endpoints, memoryOf } from './endpoint-memory.ts';
import { generateOpenAi, heardFrom } from './generate-openai.ts';
import { besides, identifyOpenAi, type Place, refused } from './identify-openai.ts';
import { getJson } from './openai-client.ts';
import { openAiFailure } from './openai-failure.ts';
import { type Address, locate } from './openai-server.ts';
import { profileNamed, type ProfileName } from './profiles.ts';
import { field } from '../untrusted.ts';

export type OpenAiOptions = Address & {
  profile: ProfileName;
  /** As shown, such as `openai:qwen`. */
  name: string;
  /** The name at its server. */
  model: string;
  /** Tells the model which JSON to answer, where the engine is not held to the schema. */
  schemaNote: SchemaNote;
  /** Tokens that the model can hold, where the engine does not tell. */
  context?: number | undefined;
  fetch?: Fetch | undefined;
  /** For one call, from request to last character, waiting and loading included. @default 600_000 */
  deadlineMs?: number | undefined;
  /** What endpoints have refused; one map for the process by default. */
  endpoints?: Endpoints | undefined;
  now?: (() => number) | undefined;
};

const identifyMs = 10_000;
const healthMs = 900;

/** A model behind the protocol of OpenAI, on one's own machines or in a cloud. */
export const openAiModel = (options: OpenAiOptions): Model => {
  const { profile: profileName, name, model, deadlineMs = 600_000, now = Date.now } = options;
  const told = profileNamed(profileName);
  const profile = options.context === undefined ? told : { ...told, context: options.context };
  const located = locate(options, profile, options.fetch ?? fetchWithoutTimeout);
  if (!located.ok) return nowhere(name, modelFailure('invalid_host', { host: located.host, why: located.why }));
  const { url, server } = located;
  const asked = { engine: profile.engine, url, model, now, hide: secretHider(located.secrets) };
  const place: Place = { profileName, profile, server, asked };
  const memory = memoryOf(profile, JSON.stringify([server.base, server.query, model]), options.endpoints);

  const tokens = tokenEstimator();
  const tooLarge = contextCheck(place);

  const within = async <T>(
    limit: { ms: number; signal?: AbortSignal | undefined },
    work: (signal: AbortSignal) => Promise<T | ModelFailure>,
  ): Promise<T | ModelFailure> => {
    if (limit.signal?.aborted === true) return cancelled();
    return withDeadline(limit, async (signal, ended) => {
      const failed = (error: unknown): ModelFailure => {
        if (ended() === 'aborted') return cancelled();
        if (ended() === undefined) return openAiFailure(error, asked);
        return modelFailure('timed_out', { engine: profile.engine, url, seconds: limit.ms / 1000 });
      };
      try {
        const result = await work(signal);
        // The package ends a stream that was aborted as if it had come to its end.
        return signal.aborted && !succeeded(result) ? failed(signal.reason) : result;
      } catch (error) {
        return failed(error);
      }
    });
  };

  const health: Model['health'] = (signal) =>
    within({ ms: healthMs, signal }, async (either) => {
      const start = now();
      const { health: path } = profile;
      const asks = path === undefined ? `${server.base}/models${server.query}` : besides(server.base, path);
      const answer = await getJson(server, asks, either);
      const served = answer.status === 200 || (!profile.listsAll && path === undefined && answer.status === 404);
      if (!served) return refused(answer, asked);
      const version = field(answer.value, 'version');
      return { ok: true, ms: now() - start, ...(typeof version === 'string' && { version: version.slice(0, 80) }) };
    });

  return {
    name,
    endpoint: url,
    identify: (signal) =>
      within({ ms: Math.min(identifyMs, deadlineMs), signal }, (either) => identifyOpenAi(place, either)),
    generate: (request) =>
      within({ ms: deadlineMs, signal: request.signal }, async (signal) => {
        const unfit = profile.cutsSilently ? await tooLarge(request, signal) : undefined;
        return (
          unfit ?? generateOpenAi(request, { name, place, memory, tokens, signal, schemaNote: options.schemaNote })
        );
      }),
    health,
    warmUp: async (signal) => {
      if (!profile.lazy) {
        const healthy = await health(signal);
        return healthy.ok ? { ok: true, ms: healthy.ms } : healthy;
      }
      return within({ ms: deadlineMs, signal }, async (either) => {
        const start = now();
        const heard = await heardFrom(place, loadBody(profile, model), { signal: either });
        return heard.ok ? { ok: true, ms: now() - start } : heard;
      });
    },
  };
};

const succeeded = (result: unknown): boolean =>
  typeof result === 'object' && result !== null && 'ok' in result && result.ok === true;

const nowhere = (name: string, failure: ModelFailure): Model => {
  const fails = async () => failure;
  return { name, identify: fails, generate: fails, health: fails, warmUp: fails };
};
