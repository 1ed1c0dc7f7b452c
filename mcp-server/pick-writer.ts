import {
  type Config,
  ConfigurationError,
  type ModelWriter,
  openCache,
  pickWriter as pick,
  problem,
  readConfig,
  readDocument,
} from '../core/index.ts';
import { configFaults } from './config-faults.ts';
import type { Settings } from './define-tool.ts';

/** Who writes: a model, or the rules for a `reason`. */
export type Picked = { writer: ModelWriter; reason?: never } | { writer?: never; reason: string };

/** The operator's configuration for this root. @throws ConfigurationError */
export async function configOf(root: string | undefined, { config: path, roots, model }: Settings): Promise<Config> {
  const base = root ?? roots[0];
  // What the operator said last: the command line goes before the file.
  const chosen = model === undefined || model === '' ? {} : { model };
  if (base === undefined && path === undefined) return chosen;
  const { config, problems } = await readConfig(path, base ?? '/');
  if (problems.length > 0) throw new ConfigurationError(problems);
  return { ...config, ...chosen };
}

/** @throws ConfigurationError for a model that the operator has not */
export function requireModel(wish: string | undefined, config: Config): void {
  const configured = config.model ?? 'auto';
  const spec = wish ?? configured;
  if (!isAllowed(spec, configured, config)) throw unknownModel(spec, configured, config);
}

/**
 * Finds who writes. `wish` is the assistant's: it may choose among what the operator has, never a host. A model that is
 * not there is no error: the rules write, and `reason` says why. @throws ConfigurationError for a wish or a
 * configuration that is wrong
 */
export async function pickWriter(
  { wish, config, root: given, signal }: Wanted,
  { config: named, environment, packageRoot, roots, models, metrics }: Needed,
): Promise<Picked> {
  requireModel(wish, config);
  const root = given ?? roots[0];
  // Who named the file may name any other; a repository must not reach beyond itself.
  const faults = named === undefined && root !== undefined ? await configFaults(config, root) : [];
  if (faults.length > 0) throw new ConfigurationError(faults);
  // Packages of a repository would run in the server.
  const packageFolders = [packageRoot];
  const place = { root: root ?? process.cwd(), packageRoot, packageFolders, environment };
  const cache = await openCache(place, config);
  const picking = pick({
    spec: wish ?? config.model ?? 'auto',
    config,
    environment,
    packageRoot,
    read: (path) => readBelow(root, path, named !== undefined && path === config.glossary),
    // A tool call must not fetch gigabytes: the reason then says what to run.
    settings: { folder: root, packageFolders, cache, metrics, download: false },
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
  if (failure) return { reason: `${failure.message} ${failure.hint} The rules write all cases.` };
  if (writer) return { writer: await models.keep(writer, config) };
  return { reason: reason ?? 'The rules write all cases.' };
}

/** `root`: whose configuration it is. @default the first root */
type Wanted = { wish: string | undefined; config: Config; root?: string | undefined; signal: AbortSignal };

type Needed = Pick<Settings, 'config' | 'environment' | 'packageRoot' | 'roots' | 'models' | 'metrics'>;

async function readBelow(root: string | undefined, path: string, anywhere: boolean): Promise<string | undefined> {
  const file = root === undefined ? undefined : await readDocument(path, root, { anywhere });
  return file && 'text' in file ? file.text : undefined;
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
