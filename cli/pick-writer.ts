import { readdir, readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import {
  type Config,
  ConfigurationError,
  failureText,
  type Language,
  type ModelMetrics,
  type ModelWriter,
  openCache,
  pickWriter as pick,
  type Problem,
  problem,
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

type Needs = { wish: Wish; config: Config; signal?: AbortSignal; metrics?: ModelMetrics; download?: boolean };

/** Finds who writes. @throws ConfigurationError when the wish itself, the host or the prompt is wrong */
export async function pickWriter(shell: Shell, needs: Needs): Promise<Picked> {
  const { wish, config, signal, metrics, download = wish.dryRun !== true } = needs;
  const spec = wishedModel(wish, config);
  const cache = wish.cache === false ? undefined : await openCache(shell, config);
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
      packageFolders: [shell.root, shell.packageRoot],
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
