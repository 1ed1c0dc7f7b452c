import { join } from 'node:path';
import {
  chooseModel,
  type Config,
  ConfigurationError,
  loadPrompt,
  type ModelWriter,
  type Problem,
  problem,
} from '../core/index.ts';
import type { Shell } from './shell.ts';

/** Who writes: a model, or the rules for a `reason`; `failure`: a model was demanded and cannot serve (exit code 3). */
export type Picked = { writer?: ModelWriter; reason?: string; failure?: Problem };

export type Wish = { model?: string; failWithoutModel?: boolean };

export function wishedModel({ model }: Wish, config: Config): string {
  return model ?? config.model ?? 'auto';
}

/** The environment goes before the configuration: it belongs to the machine that runs this. */
export function wishedHost(shell: Shell, config: Config): string {
  return shell.environment['OLLAMA_HOST'] || (config.ollama_host ?? '');
}

/** Finds who writes. @throws ConfigurationError when the wish itself, the host or the prompt is wrong */
export async function pickWriter(
  shell: Shell,
  { wish, config, signal }: { wish: Wish; config: Config; signal?: AbortSignal },
): Promise<Picked> {
  const spec = wishedModel(wish, config);
  const choice = await chooseModel({ spec, host: wishedHost(shell, config), ...(signal && { signal }) });
  if (choice.problem) throw new ConfigurationError([choice.problem]);
  if (choice.failure) {
    const { code, message, hint } = choice.failure;
    return { failure: problem({ code: `model_${code}`.replace('model_model_', 'model_'), message, hint }) };
  }
  if (!choice.model || !choice.identity) {
    const reason = choice.reason ?? 'The rules write all cases.';
    if (!wish.failWithoutModel || spec === 'rules') return { reason };
    const hint = 'Start Ollama and pull a model (`ollama pull qwen3:8b`), or leave out --fail-without-model.';
    return { failure: problem({ code: 'no_model', message: `no model can serve: ${reason}`, hint }) };
  }
  const loaded = await loadPrompt(join(shell.packageRoot, 'prompts'));
  if (!loaded.ok) throw new ConfigurationError([loaded.problem]);
  return { writer: { model: choice.model, identity: choice.identity, prompt: loaded.prompt } };
}
