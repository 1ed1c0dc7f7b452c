import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Problem } from '../types.ts';
import { modelFailure } from './failure/model-failure.ts';
import type { ModelEntry, ModelSettings } from './model-settings.ts';

export type Secret = { ok: true; value: string | undefined } | { ok: false; problem: Problem };

// What most tools of the field read.
const usual: Partial<Record<NonNullable<ModelEntry['provider']>, string>> = {
  openai: 'OPENAI_API_KEY',
  'openai-compatible': 'OPENAI_API_KEY',
  azure: 'AZURE_OPENAI_API_KEY',
  dashscope: 'DASHSCOPE_API_KEY',
  zhipu: 'ZHIPUAI_API_KEY',
  qianfan: 'QIANFAN_API_KEY',
  hunyuan: 'HUNYUAN_API_KEY',
  embedded: 'HF_TOKEN',
};

/** The key of a model from where the configuration says, else from the usual variable, which may be unset. */
export const readSecret = async (
  name: string,
  { provider, api_key_env, api_key_file }: ModelEntry,
  { environment = {}, folder = '.' }: ModelSettings,
): Promise<Secret> => {
  if (api_key_env !== undefined) return present(name, environment[api_key_env], api_key_env);
  if (api_key_file !== undefined) {
    // Whatever keeps the file from being read, the key is not there.
    const text = await readFile(resolve(folder, api_key_file), 'utf8').catch(() => undefined);
    return present(name, text, api_key_file);
  }
  const variable = provider === undefined ? undefined : usual[provider];
  return { ok: true, value: variable === undefined ? undefined : environment[variable]?.trim() || undefined };
};

const present = (model: string, given: string | undefined, where: string): Secret => {
  const value = given?.trim() ?? '';
  if (value !== '') return { ok: true, value };
  const { code, message, hint } = modelFailure('secret_missing', { model, where });
  return { ok: false, problem: { code, severity: 'error', message, hint } };
};
