import { homedir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cacheFolder, openCache } from './answer-cache.ts';

const place = { root: '/project', packageRoot: '/package', environment: {} };

describe('the cache of answers', () => {
  it('is in the folder that the configuration names, else where caches of the user are', () => {
    expect(cacheFolder(place, { cache: { folder: 'answers' } })).toBe('/project/answers');
    expect(cacheFolder({ ...place, environment: { XDG_CACHE_HOME: '/cache' } }, {})).toBe('/cache/casewright/answers');
    expect(cacheFolder(place, {})).toBe(join(homedir(), '.cache', 'casewright', 'answers'));
  });

  it('is there unless it is switched off, with its days in milliseconds', async () => {
    expect(await openCache(place, { cache: { enabled: false } })).toBeUndefined();
    const config = { cache: { folder: '/answers', ttl_days: 2 } };
    expect(await openCache(place, config)).toEqual({ folder: '/answers', ttlMs: 172_800_000 });
  });

  it('is refused with a way out where the variable with the address of Redis is not set', async () => {
    await expect(openCache(place, { cache: { redis_url_env: 'REDIS' } })).rejects.toMatchObject({
      problems: [{ code: 'INVALID_CONFIGURATION', hint: expect.stringMatching(/^Set REDIS/) }],
    });
  });
});
