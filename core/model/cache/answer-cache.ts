import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { ConfigurationError, problem } from '../../errors.ts';
import type { ModelSettings } from '../model-settings.ts';
import type { Config } from '../../store/read-config.ts';
import { redisStore } from './redis-store.ts';

/** Who asks: folders of the configuration are below `root`. */
type CachePlace = {
  root: string;
  packageRoot: string;
  /** Where packages are looked for, which then run. @default both folders above: whoever works in `root` trusts it */
  packageFolders?: readonly string[];
  environment: Readonly<Record<string, string | undefined>>;
};

type AnswerCache = NonNullable<ModelSettings['cache']> & {
  /** For whoever opened it and uses no model with it in the end; a model does so itself when it is closed. */
  disconnect?: () => Promise<void>;
};

const dayMs = 86_400_000;

/** Where answers of models are kept, unless the configuration names a folder. */
export function cacheFolder({ root, environment }: CachePlace, config: Config): string {
  const named = config.cache?.folder;
  if (named !== undefined) return resolve(root, named);
  return join(environment['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'casewright', 'answers');
}

/** The cache that the configuration asks for, undefined where it wants none. @throws ConfigurationError */
export async function openCache(place: CachePlace, config: Config): Promise<AnswerCache | undefined> {
  const { enabled = true, ttl_days, redis_url_env } = config.cache ?? {};
  if (!enabled) return undefined;
  const folder = cacheFolder(place, config);
  const ttlMs = ttl_days === undefined ? undefined : ttl_days * dayMs;
  if (redis_url_env === undefined) return { folder, ttlMs };
  const url = place.environment[redis_url_env];
  if (url === undefined || url === '') {
    const message = `cache.redis_url_env names ${redis_url_env}, which is not set`;
    throw new ConfigurationError([
      problem({ code: 'INVALID_CONFIGURATION', message, hint: `Set ${redis_url_env}, or leave redis_url_env out.` }),
    ]);
  }
  const { packageFolders = [place.root, place.packageRoot] } = place;
  const opened = await redisStore({ url, folders: packageFolders });
  if (opened.ok) return { folder, ttlMs, store: opened.store, disconnect: opened.disconnect };
  const { code, message, hint } = opened;
  throw new ConfigurationError([problem({ code, message, hint })]);
}
