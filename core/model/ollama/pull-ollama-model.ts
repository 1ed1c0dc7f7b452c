import { type ModelFailure, modelFailure } from '../failure/model-failure.ts';
import type { Fetch } from '../fetch-without-timeout.ts';
import { withDeadline } from '../with-deadline.ts';
import { type ModelPolicy, refusedHost } from '../wrap/with-policy.ts';
import { ollamaClient } from './ollama-client.ts';
import { hiderFor, ollamaFailure } from './ollama-failure.ts';
import { ollamaHost } from './ollama-host.ts';

/** `completed` and `total` are bytes of the part that is being loaded; 0 where Ollama does not say. */
export type PullProgress = { status: string; completed: number; total: number };

type Options = ModelPolicy & {
  host: string;
  model: string;
  onProgress?: (progress: PullProgress) => void;
  signal?: AbortSignal;
  fetch?: Fetch;
  /** @default two hours */
  deadlineMs?: number;
};

const twoHours = 2 * 60 * 60 * 1000;

/** Lets the Ollama at `host` download a model. One that would run elsewhere is refused before anything is asked. */
export const pullOllamaModel = async (options: Options): Promise<{ ok: true } | ModelFailure> => {
  const { model, onProgress, signal, fetch, deadlineMs: ms = twoHours } = options;
  const where = ollamaHost(options.host);
  if (!where.ok) return modelFailure('invalid_host', { url: options.host, detail: where.problem.message });
  const asked = { url: where.url, model };
  const refused = refusedHost({ name: `ollama:${model}`, endpoint: where.url }, options);
  if (refused) return refused;
  if (/[:-]cloud$/i.test(model)) return modelFailure('cloud_model', asked);
  return withDeadline({ ms, signal }, async (ending) => {
    try {
      const client = ollamaClient(where, ending, fetch);
      for await (const { status = '', completed = 0, total = 0 } of await client.pull({ model, stream: true }))
        onProgress?.({ status, completed, total });
      return { ok: true as const };
    } catch (error) {
      return ollamaFailure(error, asked, hiderFor(where));
    }
  });
};
