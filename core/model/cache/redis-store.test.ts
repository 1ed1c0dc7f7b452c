import { expect, test } from 'vitest';
import { sampleAnswer, sampleRequest } from '../../../fixtures/model-samples.ts';
import { temporaryFolder } from '../../../fixtures/temp-folder.ts';
import { failureText } from '../failure/model-failure.ts';
import { scriptedModel } from '../scripted.ts';
import { redisStore } from './redis-store.ts';
import { withCache } from './with-cache.ts';

/** A folder in which a package of that name is installed, whose module is this text. */
const installed = (module: string): ReturnType<typeof temporaryFolder> =>
  temporaryFolder({
    'node_modules/@keyv/redis/package.json': '{"name":"@keyv/redis","main":"index.mjs"}',
    'node_modules/@keyv/redis/index.mjs': module,
  });

const mapBehindPromises = `
  const kept = new Map();
  export default class {
    constructor(url) { if (!url.startsWith('redis://')) throw new Error('no url'); }
    async get(key) { return kept.get(key); }
    async set(key, value) { kept.set(key, value); }
    async delete(key) { return kept.delete(key); }
    async clear() { kept.clear(); }
  }`;

test('without the package the failure says how to install it, and no password', async () => {
  await using folder = await temporaryFolder();
  const got = await redisStore({ url: 'redis://user:s3cret@cache:6379', folders: [folder.path] });
  if (got.ok) throw new Error('there is no package');
  expect(got).toMatchObject({ code: 'DRIVER_MISSING', retryable: false, values: { url: 'redis://cache:6379' } });
  expect(got.hint).toContain('npm install @keyv/redis');
  expect(failureText(got, 'zh-CN').hint).toContain('npm install @keyv/redis');
  expect(JSON.stringify(got)).not.toContain('s3cret');
});

test('the package is no dependency of casewright', async () => {
  expect(await redisStore({ url: 'redis://cache' })).toMatchObject({ kind: 'cache_package_missing' });
});

test.each([
  'export const other = 7;',
  'export default 7;',
  'throw new Error("too old")',
  'export default class { constructor() { throw new Error("no"); } }',
])('a package that does not work is told: %s', async (module) => {
  await using folder = await installed(module);
  expect(await redisStore({ url: 'redis://cache', folders: [folder.path] })).toMatchObject({
    kind: 'cache_package_missing',
  });
});

test('a package in CommonJS works as well', async () => {
  await using folder = await temporaryFolder({
    'node_modules/@keyv/redis/index.js': 'module.exports.default = class { async get() {} };',
  });
  expect(await redisStore({ url: 'redis://cache', folders: [folder.path] })).toMatchObject({ ok: true });
});

test('it can be disconnected unused, and by the cache that uses it', async () => {
  await using folder = await installed(
    `export default class {
      open = true;
      async get() {}
      async set() {}
      async delete() {}
      async clear() {}
      async disconnect() { if (!this.open) throw new Error('closed'); this.open = false; }
    }`,
  );
  const unused = await redisStore({ url: 'redis://cache', folders: [folder.path] });
  const used = await redisStore({ url: 'redis://cache', folders: [folder.path] });
  if (!unused.ok || !used.ok) throw new Error('the package is there');
  await unused.disconnect();
  const model = withCache(
    scriptedModel(() => sampleAnswer()),
    { folder: folder.path, store: used.store },
  );
  await model.generate(sampleRequest());
  await model.close?.();
  expect([unused.store, used.store]).toMatchObject([{ open: false }, { open: false }]);
  await used.disconnect();
  expect(used.store).toMatchObject({ open: false });
});

test('its store keeps the answers', async () => {
  await using folder = await installed(mapBehindPromises);
  const inner = scriptedModel(() => sampleAnswer());
  for (let run = 0; run < 2; run += 1) {
    const got = await redisStore({ url: 'redis://cache', folders: ['/nowhere', folder.path] });
    if (!got.ok) throw new Error(got.message);
    const model = withCache(inner, { folder: folder.path, store: got.store });
    await model.generate(sampleRequest());
    await model.close?.();
  }
  expect(inner.requests).toHaveLength(1);
});
