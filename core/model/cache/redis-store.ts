import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type ModelFailure, modelFailure } from '../failure/model-failure.ts';

export type RedisStore = {
  ok: true;
  store: object;
  /** For whoever opened it and uses no cache with it in the end; a cache does so itself when it is closed. */
  disconnect: () => Promise<void>;
};

const name = '@keyv/redis';

export type RedisOptions = {
  /** Such as `redis://user:secret@host:6379`. */
  url: string;
  /** Where `@keyv/redis` may be installed, or above it. @default where casewright runs, and where it is installed */
  folders?: readonly string[] | undefined;
};

/** A store for `keyv` in Redis, by the package `@keyv/redis`, which the user installs. */
export const redisStore = async ({
  url,
  folders = [process.cwd(), import.meta.dirname],
}: RedisOptions): Promise<RedisStore | ModelFailure> => {
  try {
    const file = folders.map(installedAt).find((each) => each !== undefined);
    if (file === undefined) return missing(url, 'not found');
    // The comments keep bundlers from looking for the package when casewright is built, where it never is.
    const loaded: unknown = await import(/* webpackIgnore: true */ /* @vite-ignore */ pathToFileURL(file).href);
    const Adapter = defaultOf(loaded);
    if (typeof Adapter !== 'function') return missing(url, 'it has no default export');
    const options = { namespace: 'casewright', connectionTimeout: 2000, throwOnConnectError: false };
    const store: unknown = Reflect.construct(Adapter, [url, options]);
    if (typeof store !== 'object' || store === null) return missing(url, 'it gives no store');
    return { ok: true, store, disconnect: () => disconnected(store) };
  } catch (error) {
    return missing(url, error instanceof Error ? error.message : String(error));
  }
};

/** An open connection would keep the process from ending; one that cannot be closed is closed already. */
const disconnected = async (store: object): Promise<void> => {
  const disconnect = property(store, 'disconnect');
  if (typeof disconnect !== 'function') return;
  await Promise.resolve(Reflect.apply(disconnect, store, [])).catch(() => undefined);
};

const installedAt = (folder: string): string | undefined => {
  try {
    return createRequire(join(folder, 'package.json')).resolve(name);
  } catch {
    return undefined;
  }
};

// What `require` would find is CommonJS, whose own default is a property of the default that `import` sees.
const defaultOf = (loaded: unknown): unknown => {
  const exported = property(loaded, 'default');
  return typeof exported === 'object' ? property(exported, 'default') : exported;
};

const property = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;

const missing = (url: string, detail: string): ModelFailure =>
  modelFailure('cache_package_missing', {
    url: withoutSecret(url),
    package: name,
    detail: detail.split('\n')[0] ?? '',
  });

const withoutSecret = (url: string): string => {
  const parsed = URL.parse(url);
  return parsed === null ? 'Redis' : `${parsed.protocol}//${parsed.host}`;
};
