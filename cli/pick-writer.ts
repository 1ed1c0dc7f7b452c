import { readdir, readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import {
  type Config,
  ConfigurationError,
  failureText,
  type Language,
  type ModelMetrics,
  type ModelWriter,
  pickWriter as pick,
  type Problem,
  problem,
  redisStore,
} from '../core/index.ts';
import { downloadReporter } from './download-reporter.ts';
import { modelLog } from './model-log.ts';
import type { Shell } from './shell.ts';

/** Who writes: a model, or the rules for a `reason`; `failure`: a model was demanded and cannot serve (exit code 3). */
export type Picked = { writer?: ModelWriter; reason?: string; failure?: Problem };

export type Wish = {
  model?: string;
  failWithoutModel?: boolean;
  prompt?: string;
  testLevel?: string;
  lang?: Language;
  verbose?: boolean;
  cache?: boolean;
  dryRun?: boolean;
};

export function wishedModel({ model }: Wish, config: Config): string {
  return model ?? config.model ?? 'auto';
}

/** Where answers of models are kept, unless the configuration names a folder. */
export function cacheFolder(shell: Shell, config: Config): string {
  const named = config.cache?.folder;
  if (named !== undefined) return resolve(shell.root, named);
  return join(shell.environment['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'casewright', 'answers');
}

type Needs = { wish: Wish; config: Config; signal?: AbortSignal; metrics?: ModelMetrics; download?: boolean };

/** Finds who writes. @throws ConfigurationError when the wish itself, the host or the prompt is wrong */
export async function pickWriter(shell: Shell, needs: Needs): Promise<Picked> {
  const { wish, config, signal, metrics, download = wish.dryRun !== true } = needs;
  const spec = wishedModel(wish, config);
  const cache = wish.cache === false ? undefined : await cacheOf(shell, config);
  const picking = pick({
    spec,
    config,
    environment: shell.environment,
    packageRoot: shell.packageRoot,
    read: (path) => readFile(resolve(shell.root, path), 'utf8').catch(() => undefined),
    list: (folder) => readdir(resolve(shell.root, folder)).catch(() => []),
    prompt: wish.prompt,
    testLevel: wish.testLevel,
    settings: {
      folder: shell.root,
      packageFolders: [shell.packageRoot],
      cache,
      log: await modelLog(shell, wish),
      metrics,
      download,
      onDownload: downloadReporter(shell),
    },
    signal,
  });
  // An open connection would keep the process alive; with a writer, its model ends it.
  const picked = await picking.catch(async (error: unknown) => {
    await cache?.disconnect?.();
    throw error;
  });
  const { problems, failure, writer, reason } = picked;
  if (!writer) await cache?.disconnect?.();
  if (problems) throw new ConfigurationError(problems);
  if (failure) {
    const said = failureText(failure, wish.lang ?? 'en');
    return { failure: problem({ code: failure.code, ...said }) };
  }
  if (writer) return { writer };
  const why = reason ?? 'The rules write all cases.';
  if (!wish.failWithoutModel || spec === 'rules') return { reason: why };
  const hint = 'Start Ollama and pull a model (`ollama pull qwen3:8b`), or leave out --fail-without-model.';
  return { failure: problem({ code: 'no_model', message: `no model can serve: ${why}`, hint }) };
}

const dayMs = 86_400_000;

type Cache = { folder: string; ttlMs: number | undefined; store?: object; disconnect?: () => Promise<void> };

async function cacheOf(shell: Shell, config: Config): Promise<Cache | undefined> {
  const { enabled = true, ttl_days, redis_url_env } = config.cache ?? {};
  if (!enabled) return undefined;
  const folder = cacheFolder(shell, config);
  const ttlMs = ttl_days === undefined ? undefined : ttl_days * dayMs;
  if (redis_url_env === undefined) return { folder, ttlMs };
  const url = shell.environment[redis_url_env];
  if (url === undefined || url === '') {
    const message = `cache.redis_url_env names ${redis_url_env}, which is not set`;
    throw new ConfigurationError([
      problem({ code: 'INVALID_CONFIGURATION', message, hint: `Set ${redis_url_env}, or leave redis_url_env out.` }),
    ]);
  }
  const opened = await redisStore({ url, folders: [shell.root, shell.packageRoot] });
  if (opened.ok) return { folder, ttlMs, store: opened.store, disconnect: opened.disconnect };
  const { code, message, hint } = opened;
  throw new ConfigurationError([problem({ code, message, hint })]);
}
