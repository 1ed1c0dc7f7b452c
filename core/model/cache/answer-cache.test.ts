import { access } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../fixtures/temp-folder.ts';
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

  it('runs the package of the project, but not where other folders are named for packages', async () => {
    const mark = `import('node:fs').then((fs) => fs.writeFileSync(new URL('./ran', import.meta.url), ''));`;
    await using folder = await temporaryFolder({
      'root/node_modules/@keyv/redis/package.json': '{"name":"@keyv/redis","main":"index.mjs"}',
      'root/node_modules/@keyv/redis/index.mjs': `${mark} export default class {}`,
      'package/package.json': '{}',
    });
    const [root, packageRoot] = [join(folder.path, 'root'), join(folder.path, 'package')];
    const here = { root, packageRoot, environment: { REDIS: 'redis://cache' } };
    const config = { cache: { redis_url_env: 'REDIS' } };
    await expect(openCache({ ...here, packageFolders: [packageRoot] }, config)).rejects.toMatchObject({
      problems: [{ code: 'DRIVER_MISSING' }],
    });
    const ran = join(root, 'node_modules/@keyv/redis/ran');
    await expect(access(ran)).rejects.toThrow('ENOENT');
    expect(await openCache(here, config)).toMatchObject({ store: {} });
  });
});
