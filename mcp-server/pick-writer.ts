import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import {
  type Config,
  ConfigurationError,
  type ModelWriter,
  pickWriter as pick,
  problem,
  readConfig,
} from '../core/index.ts';
import type { Settings } from './define-tool.ts';

/** Who writes: a model, or the rules for a `reason`. */
export type Picked = { writer: ModelWriter; reason?: never } | { writer?: never; reason: string };

/** The operator's configuration for this root. @throws ConfigurationError */
export async function configOf(root: string | undefined, { config: path, roots }: Settings): Promise<Config> {
  const base = root ?? roots[0];
  if (base === undefined && path === undefined) return {};
  const { config, problems } = await readConfig(path, base ?? '/');
  if (problems.length > 0) throw new ConfigurationError(problems);
  return config;
}

/**
 * Finds who writes. `wish` is the assistant's: it may choose among what the operator has, never a host. A model that is
 * not there is no error: the rules write, and `reason` says why. @throws ConfigurationError for a wish or a
 * configuration that is wrong
 */
export async function pickWriter(
  { wish, config, signal }: { wish: string | undefined; config: Config; signal: AbortSignal },
  { environment, packageRoot, roots, models }: Pick<Settings, 'environment' | 'packageRoot' | 'roots' | 'models'>,
): Promise<Picked> {
  const configured = config.model ?? 'auto';
  const spec = wish ?? configured;
  if (!isAllowed(spec, configured, config)) throw unknownModel(spec, configured, config);
  const [root] = roots;
  const { problems, failure, writer, reason } = await pick({
    spec,
    config,
    environment,
    packageRoot,
    read: (path) => readBelow(root, path),
    settings: { folder: root, packageFolders: [packageRoot] },
    signal,
  });
  if (problems) throw new ConfigurationError(problems);
  if (failure) return { reason: `${failure.message} ${failure.hint} The rules write all cases.` };
  if (writer) return { writer: await models.keep(writer, config) };
  return { reason: reason ?? 'The rules write all cases.' };
}

async function readBelow(root: string | undefined, path: string): Promise<string | undefined> {
  return root === undefined ? undefined : readFile(resolve(root, path), 'utf8').catch(() => undefined);
}

/** What the operator configured, by name; with `auto` any model that is installed at the configured host. */
function isAllowed(spec: string, configured: string, { models = {} }: Config): boolean {
  if (['auto', 'rules', configured, ...Object.keys(models)].includes(spec)) return true;
  return configured === 'auto' && /^ollama:[\w.-]+(?:\/[\w.-]+)*(?::[\w.-]+)?$/.test(spec);
}

function unknownModel(spec: string, configured: string, { models = {} }: Config): ConfigurationError {
  const own = [configured === 'auto' ? 'ollama:NAME' : configured, ...Object.keys(models)];
  const names = [...new Set(['auto', 'rules', ...own])].join(', ');
  const message = `the model "${spec}" is not one of ${names}`;
  const hint =
    'Leave model out to use what the operator configured. Hosts are set by OLLAMA_HOST or casewright.yml only.';
  return new ConfigurationError([problem({ code: 'unknown_model', message, hint })]);
}
