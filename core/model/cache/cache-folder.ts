import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { countedLookups, lookupsFile } from './count-lookups.ts';
import { filesIn, folderStore, isAnswerFile } from './folder-store.ts';

export type CacheReport = {
  folder: string;
  entries: number;
  bytes: number;
  /** Since the cache was cleared last, over all runs. */
  hits: number;
  misses: number;
  /** From 0 to 1; 0 before the first lookup. */
  hit_rate: number;
  /** When the oldest answer was stored, as ISO 8601. */
  oldest?: string;
};

/** What is in a cache's folder, and how often it helped. A folder that is not there is an empty cache. */
export const cacheReport = async (folder: string): Promise<CacheReport> => {
  const files = await answerFiles(folder);
  const { hits, misses } = await countedLookups(folder);
  const oldest = files.length === 0 ? undefined : Math.min(...files.map(({ mtimeMs }) => mtimeMs));
  return {
    folder,
    entries: files.length,
    bytes: files.reduce((sum, { size }) => sum + size, 0),
    hits,
    misses,
    hit_rate: hits + misses === 0 ? 0 : hits / (hits + misses),
    ...(oldest === undefined ? {} : { oldest: new Date(oldest).toISOString() }),
  };
};

/** Removes the answers that were stored before a time, in milliseconds since 1970. */
export const dropOldAnswers = async (folder: string, before: number): Promise<void> => {
  const old = (await answerFiles(folder)).filter(({ mtimeMs }) => mtimeMs < before);
  await Promise.all(old.map(({ path }) => rm(path, { force: true })));
};

type AnswerFile = { path: string; size: number; mtimeMs: number };

const answerFiles = async (folder: string): Promise<AnswerFile[]> => {
  const paths = (await filesIn(folder)).filter(isAnswerFile).map((name) => join(folder, name));
  const found = await Promise.all(
    paths.map(async (path): Promise<AnswerFile[]> => {
      // Another process may have removed it meanwhile.
      const known = await stat(path).catch(() => undefined);
      return known === undefined ? [] : [{ path, size: known.size, mtimeMs: known.mtimeMs }];
    }),
  );
  return found.flat();
};

/** Removes the answers and the counts of a cache's folder, and nothing else that may be in it. */
export const clearCache = async (folder: string): Promise<{ entries: number; bytes: number }> => {
  const { entries, bytes } = await cacheReport(folder);
  await folderStore(folder).clear();
  await rm(lookupsFile(folder), { force: true });
  return { entries, bytes };
};
