import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';

const ending = '.prompt.yml';

/** The prompt files of a folder on disk, as `loadPrompt` wants them; a folder that is not there has none. */
export const promptFolder = (
  folder: string,
): { overrides: (name: string) => Promise<string | undefined>; ownNames: () => Promise<string[]> } => ({
  overrides: (name) => readFile(join(folder, `${name}${ending}`), 'utf8').catch(ifMissing(undefined)),
  ownNames: async () => {
    const files = await readdir(folder).catch(ifMissing<string[]>([]));
    return files.filter((file) => file.endsWith(ending)).map((file) => file.slice(0, -ending.length));
  },
});

const ifMissing =
  <T>(value: T) =>
  (error: unknown): T => {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
      return value;
    throw error;
  };
