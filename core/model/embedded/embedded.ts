import { availableParallelism } from 'node:os';
import PQueue from 'p-queue';
import { cancelled, type ModelFailure, modelFailure } from '../failure/model-failure.ts';
import type { Fetch } from '../fetch-without-timeout.ts';
import type { Model, ModelIdentity, WarmUp } from '../model.ts';
import { withDeadline } from '../with-deadline.ts';
import { digestFile } from './digest-file.ts';
import type { DownloadProgress } from './download-weights.ts';
import { engineFailure } from './engine-failure.ts';
import { generateEmbedded } from './generate-embedded.ts';
import type { LlamaModule } from './llama-types.ts';
import { findLlama, llamaPackage, loadLlama } from './load-llama.ts';
import { type Loaded, loadWeights } from './load-weights.ts';
import { readWeights } from './read-weights.ts';
import { missingWeights, modelCache, parseWeights, weightsFile } from './weights.ts';

export type EmbeddedOptions = {
  /** A path, `hf:owner/repository/file.gguf` or `owner/repository:file.gguf`. */
  weights: string;
  /** As shown. @default `embedded:` and the weights */
  name?: string | undefined;
  /** The user's project: paths are relative to it. */
  folder?: string | undefined;
  /** Where the package may be, or above it; what is found there runs. @default `folder` */
  packageFolders?: string[] | undefined;
  /** For downloaded weights. @default $XDG_CACHE_HOME/casewright/models */
  cache?: string | undefined;
  /** Of Hugging Face or a mirror. */
  hub?: string | undefined;
  /** For weights that are not public. */
  token?: string | undefined;
  fetch?: Fetch | undefined;
  /** Whether weights that are not there may be downloaded. @default true */
  download?: boolean | undefined;
  onDownload?: ((progress: DownloadProgress) => void) | undefined;
  /** Upper bound of the context, in tokens: its memory is taken when the model is loaded. @default 8192 */
  contextSize?: number | undefined;
  gpu?: 'auto' | false | undefined;
  /** For one call, without downloading. @default 600_000 */
  deadlineMs?: number | undefined;
  now?: (() => number) | undefined;
};

const engine = llamaPackage;
const small = 300_000_000;

/** A model in this process, by llama.cpp. It is loaded at the first call, and has one context: calls wait for each other. */
export const embeddedModel = (options: EmbeddedOptions): Model => {
  const { weights, folder = process.cwd(), packageFolders = [folder], deadlineMs = 600_000, now = Date.now } = options;
  const { fetch = globalThis.fetch, hub = 'https://huggingface.co', token, contextSize = 8192, gpu = 'auto' } = options;
  const { name = `embedded:${weights}`, download = true } = options;
  const wanted = parseWeights(weights);
  const cache = options.cache ?? modelCache();
  const queue = new PQueue({ concurrency: 1 });
  let loaded: Loaded | undefined;

  const module = async (): Promise<LlamaModule | ModelFailure> => {
    const file = findLlama(packageFolders);
    return file === undefined
      ? modelFailure('driver_missing', { model: name, package: llamaPackage })
      : loadLlama(file);
  };

  const identified = async (signal: AbortSignal | undefined): Promise<Identified | ModelFailure> => {
    const llama = await module();
    if ('ok' in llama) return llama;
    const place = { folder, cache, download, fetch, hub, token, onProgress: options.onDownload, signal };
    const file = await weightsFile(name, wanted, place);
    if (!file.ok) return file;
    const { context, ...facts } = await readWeights(llama, file.path, signal);
    const identity: ModelIdentity = {
      ok: true,
      provider: 'embedded',
      model: weights,
      deployment: 'in_process',
      digest: `sha256:${await digestFile(file.path, signal)}`,
      context: Math.min(context, contextSize),
      size: file.size,
      ...facts,
    };
    return { ok: true, llama, path: file.path, identity };
  };

  const ready = async (signal: AbortSignal): Promise<Loaded | ModelFailure> => {
    if (loaded !== undefined) return loaded;
    const found = await identified(signal);
    if (!found.ok) return found;
    const { size = 0, context } = found.identity;
    // On a few busy cores, threads that wait for each other slow a small model down manifold.
    const threads = size < small ? 1 : availableParallelism();
    loaded = await loadWeights(found.llama, { path: found.path, context, threads, gpu, signal });
    return loaded;
  };

  /** One at a time; a deadline counts from the moment of the call. */
  const inTurn = <T extends object>(
    signal: AbortSignal | undefined,
    work: (model: Loaded, signal: AbortSignal) => Promise<T | ModelFailure>,
  ): Promise<T | ModelFailure> =>
    withDeadline({ ms: deadlineMs, signal }, async (either, ended) => {
      try {
        const turn = queue.add(async () => {
          either.throwIfAborted();
          const model = await ready(either);
          return 'code' in model ? model : work(model, either);
        });
        // The place in the queue is kept until the engine has really stopped; the caller need not wait for that.
        return await Promise.race([turn, abortOf(either)]);
      } catch (error) {
        if (ended() === 'aborted') return cancelled();
        if (ended() === 'timeout') return modelFailure('timed_out', { engine, url: name, seconds: deadlineMs / 1000 });
        return engineFailure(error, name);
      }
    });

  return {
    name,
    ...(wanted.kind === 'hub' && { endpoint: hub }),
    identify: async (signal) => {
      const aborted = () => signal?.aborted === true;
      if (aborted()) return cancelled();
      try {
        const found = await identified(signal);
        return found.ok ? found.identity : found;
      } catch (error) {
        return aborted() ? cancelled() : engineFailure(error, name);
      }
    },
    generate: async (request) => {
      if (request.signal?.aborted === true) return cancelled();
      return inTurn(request.signal, (model, signal) => generateEmbedded(request, { name, model, signal, now }));
    },
    health: async () => {
      const start = now();
      if (findLlama(packageFolders) === undefined) {
        return modelFailure('driver_missing', { model: name, package: llamaPackage });
      }
      // What can be downloaded is downloaded when it is needed.
      const later = wanted.kind === 'hub' && download;
      const missing = later ? undefined : await missingWeights(name, wanted, { folder, cache });
      return missing ?? { ok: true, ms: now() - start };
    },
    warmUp: async (signal) => {
      const start = now();
      if (signal?.aborted === true) return cancelled();
      return inTurn(signal, async (): Promise<WarmUp> => ({ ok: true, ms: now() - start }));
    },
    close: () =>
      queue.add(async () => {
        await loaded?.llama.dispose();
        loaded = undefined;
      }),
  };
};

const abortOf = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });

type Identified = { ok: true; llama: LlamaModule; path: string; identity: ModelIdentity };
