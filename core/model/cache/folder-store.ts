import { createHash } from 'node:crypto';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { KeyvBridgeStore } from 'keyv';
import writeFileAtomic from 'write-file-atomic';
import { makeFolder } from '../make-folder.ts';

const namespace = 'answers';
// The last part is that of a write which was interrupted.
const ownFile = new RegExp(`^${namespace}-[0-9a-f]{64}\\.json(\\.\\d+)?$`);
const isKey = /^[0-9a-f]{64}$/;

/** Whether a file in a cache's folder is one of its answers. */
export const isAnswerFile = (name: string): boolean => ownFile.test(name);

/** A store for `keyv`: one file for each key, each written whole or not at all. What cannot be read as JSON is dropped. */
export const folderStore = (folder: string): KeyvBridgeStore => {
  const fileOf = (key: string): string => {
    const name = isKey.test(key) ? key : createHash('sha256').update(key).digest('hex');
    return join(folder, `${namespace}-${name}.json`);
  };
  return {
    namespace,
    get: async (key) => {
      const text = await textOf(fileOf(key));
      if (text === undefined || isJson(text)) return text;
      await rm(fileOf(key), { force: true });
      return undefined;
    },
    set: async (key, value) => {
      await makeFolder(folder);
      // A crash may lose an answer; it can be asked for again.
      await writeFileAtomic(fileOf(key), String(value), { fsync: false });
      return true;
    },
    has: async (key) => (await textOf(fileOf(key))) !== undefined,
    delete: async (key) => {
      const there = (await textOf(fileOf(key))) !== undefined;
      await rm(fileOf(key), { force: true });
      return there;
    },
    clear: async () => {
      const names = (await filesIn(folder)).filter(isAnswerFile);
      await Promise.all(names.map((name) => rm(join(folder, name), { force: true })));
    },
  };
};

/** Names of what is in a folder; none where there is no such folder. */
export const filesIn = async (folder: string): Promise<string[]> => {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
};

/** The text of a file; undefined where there is none. */
export const textOf = async (file: string): Promise<string | undefined> => {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
};

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';

const isJson = (text: string): boolean => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null;
  } catch {
    return false;
  }
};
