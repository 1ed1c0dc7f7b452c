import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { LlamaModule } from './llama-types.ts';

/** As on npm; also the name in the command that installs it. */
export const llamaPackage = 'node-llama-cpp';

/** Whether one of the folders, or one above it, has the package installed, and where. */
export const findLlama = (folders: string[]): string | undefined => {
  for (const folder of folders) {
    try {
      return createRequire(join(folder, 'package.json')).resolve(llamaPackage);
    } catch {
      // Perhaps the next one.
    }
  }
  return undefined;
};

/** Loads the package only now: it is not there for most, and brings an engine. @throws what loading it throws. */
export const loadLlama = async (file: string): Promise<LlamaModule> => {
  // The comments keep bundlers from looking for the package when casewright is built.
  const loaded: unknown = await import(/* webpackIgnore: true */ /* @vite-ignore */ pathToFileURL(file).href);
  if (isLlama(loaded)) return loaded;
  throw new TypeError(`${llamaPackage} is of a version that casewright does not know`);
};

const isLlama = (loaded: unknown): loaded is LlamaModule =>
  typeof loaded === 'object' &&
  loaded !== null &&
  ['getLlama', 'LlamaChat', 'readGgufFileInfo'].every((name) => typeof Reflect.get(loaded, name) === 'function');
