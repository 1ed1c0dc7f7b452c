import { isAbsolute, relative, resolve } from 'node:path';
import type { Problem } from '../types.ts';
import { invalidConfiguration } from './invalid-configuration.ts';
import { keysInConfig } from './keys-in-config.ts';
import type { ModelEntry, ModelSettings } from './model-settings.ts';

/** Why an entry may not be opened here, whatever it leads to; undefined if it may. */
export const refusedEntry = (name: string, entry: ModelEntry, settings: ModelSettings): Problem | undefined =>
  keysInConfig({ models: { [name]: entry } })[0] ??
  (settings.isolated === true ? ofFolder(name, entry, settings) : undefined);

const ofFolder = (
  name: string,
  { provider, api_key_file }: ModelEntry,
  { folder = '.' }: ModelSettings,
): Problem | undefined => {
  if (provider === 'embedded') {
    return invalidConfiguration(
      `The model "${name}" would be loaded with packages and files of the working folder, which are not trusted here.`,
      'Name a model that a server holds, such as ollama:qwen3:8b, or rules.',
    );
  }
  if (api_key_file === undefined || isOutside(folder, api_key_file)) return undefined;
  return invalidConfiguration(
    `The key of the model "${name}" is to be in ${api_key_file}, a file of the working folder, which is not trusted here.`,
    'Name the variable that holds it by api_key_env, or a file outside the working folder by its full path.',
  );
};

const isOutside = (folder: string, file: string): boolean => {
  const way = relative(resolve(folder), file);
  return isAbsolute(file) && (way.startsWith('..') || isAbsolute(way));
};
