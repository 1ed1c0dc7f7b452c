import { join } from 'node:path';
import {
  chooseModel,
  type Config,
  ConfigurationError,
  loadPrompt,
  type ModelWriter,
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
  { environment, packageRoot }: Settings,
): Promise<Picked> {
  const configured = config.model ?? 'auto';
  const spec = wish ?? configured;
  if (!isAllowed(spec, configured)) throw unknownModel(spec, configured);
  const host = environment['OLLAMA_HOST'] || (config.ollama_host ?? '');
  const choice = await chooseModel({ spec, host, signal });
  if (choice.problem) throw new ConfigurationError([choice.problem]);
  if (choice.failure) return { reason: `${choice.failure.message} ${choice.failure.hint} The rules write all cases.` };
  if (!choice.model || !choice.identity) return { reason: choice.reason ?? 'The rules write all cases.' };
  const loaded = await loadPrompt(join(packageRoot, 'prompts'));
  if (!loaded.ok) throw new ConfigurationError([loaded.problem]);
  return { writer: { model: choice.model, identity: choice.identity, prompt: loaded.prompt } };
}

/** With `auto` any model that is installed at the configured host may be named. */
function isAllowed(spec: string, configured: string): boolean {
  if (['auto', 'rules', configured].includes(spec)) return true;
  return configured === 'auto' && /^ollama:[\w.-]+(?:\/[\w.-]+)*(?::[\w.-]+)?$/.test(spec);
}

function unknownModel(spec: string, configured: string): ConfigurationError {
  const names = [...new Set(['auto', 'rules', configured === 'auto' ? 'ollama:NAME' : configured])].join(', ');
  const message = `the model "${spec}" is not one of ${names}`;
  const hint =
    'Leave model out to use what the operator configured. Hosts are set by OLLAMA_HOST or casewright.yml only.';
  return new ConfigurationError([problem({ code: 'unknown_model', message, hint })]);
}
