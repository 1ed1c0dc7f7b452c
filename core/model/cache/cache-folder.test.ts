import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sampleAnswer, sampleRequest } from '../../../fixtures/model-samples.ts';
import { temporaryFolder } from '../../../fixtures/temp-folder.ts';
import { scriptedModel } from '../scripted.ts';
import { cacheReport, clearCache } from './cache-folder.ts';
import { lookupCounter } from './count-lookups.ts';
import { withCache } from './with-cache.ts';

const model = (folder: string): ReturnType<typeof withCache> =>
  withCache(
    scriptedModel(() => sampleAnswer()),
    { folder },
  );

test('a folder that is not there is an empty cache', async () => {
  await using folder = await temporaryFolder();
  const none = join(folder.path, 'none');
  const empty = { folder: none, entries: 0, bytes: 0, hits: 0, misses: 0, hit_rate: 0 };
  expect(await cacheReport(none)).toEqual(empty);
  expect(await clearCache(none)).toEqual({ entries: 0, bytes: 0 });
});

test('hits and misses are counted over all runs', async () => {
  await using folder = await temporaryFolder();
  for (let run = 0; run < 4; run += 1) {
    const each = model(folder.path);
    await each.generate(sampleRequest());
    await each.close?.();
  }
  const report = await cacheReport(folder.path);
  expect(report).toMatchObject({ entries: 1, hits: 3, misses: 1, hit_rate: 0.75 });
  expect(report.bytes).toBeGreaterThan(50);
  expect(Date.parse(report.oldest ?? '')).not.toBeNaN();
});

test('several counters of one folder lose nothing', async () => {
  await using folder = await temporaryFolder();
  const problems: Error[] = [];
  const counters = [1, 2, 3].map(() => lookupCounter(folder.path, (problem) => problems.push(problem)));
  for (let lookup = 0; lookup < 100; lookup += 1) for (const counter of counters) counter.add(lookup % 4 === 0);
  await Promise.all(counters.map((counter) => counter.flush()));
  expect(await cacheReport(folder.path)).toMatchObject({ hits: 75, misses: 225 });
  expect(problems).toEqual([]);
});

test('clearing removes our own files only', async () => {
  const name = `answers-${'a'.repeat(64)}.json`;
  await using folder = await temporaryFolder({
    'notes.txt': 'mine',
    'answers.json': 'mine',
    [`${name}.bak`]: 'mine',
    [`${name}.123456`]: 'left by a write that was interrupted',
    [name]: '{}',
    [`sub/${name}`]: 'mine',
  });
  const cache = model(folder.path);
  await cache.generate(sampleRequest());
  await cache.close?.();
  expect((await clearCache(folder.path)).entries).toBe(3);
  expect((await readdir(folder.path)).toSorted()).toEqual([`${name}.bak`, 'answers.json', 'notes.txt', 'sub']);
  expect(await readdir(join(folder.path, 'sub'))).toEqual([name]);
});
