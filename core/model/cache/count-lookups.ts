import { appendFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { textOf } from './folder-store.ts';
import { makeFolder } from '../make-folder.ts';

/** Counts lookups of a cache, over all runs: one character for each, which processes append without a lock. */
export const lookupsFile = (folder: string): string => join(folder, 'answers.lookups');

export type LookupCounter = { add: (hit: boolean) => void; flush: () => Promise<void> };

/** Writes when there is time; whoever asks the cache never waits for it. */
export const lookupCounter = (folder: string, onProblem: (problem: Error) => void): LookupCounter => {
  const file = lookupsFile(folder);
  let pending = '';
  let writing: Promise<void> | undefined;

  const write = async (): Promise<void> => {
    while (pending !== '') {
      const text = pending;
      pending = '';
      try {
        await makeFolder(dirname(file));
        await appendFile(file, text);
      } catch (error) {
        onProblem(error instanceof Error ? error : new Error(String(error)));
      }
    }
    writing = undefined;
  };

  return {
    add: (hit) => {
      pending += hit ? 'h' : 'm';
      writing ??= write();
    },
    flush: async () => {
      await writing;
    },
  };
};

/** Hits and misses of all runs. */
export const countedLookups = async (folder: string): Promise<{ hits: number; misses: number }> => {
  const text = (await textOf(lookupsFile(folder))) ?? '';
  const hits = text.replace(/[^h]/g, '').length;
  return { hits, misses: text.replace(/[^m]/g, '').length };
};
