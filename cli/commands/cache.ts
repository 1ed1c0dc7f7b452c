import { stat } from 'node:fs/promises';
import { cacheFolder, cacheReport, clearCache, ConfigurationError, plural, problem } from '../../core/index.ts';
import { loadConfig } from '../read-input.ts';
import { type CommonOptions, type Shell, showJson } from '../shell.ts';

export type CacheOptions = CommonOptions & { clear?: boolean };

const megabyte = 1_000_000;

/** `casewright cache`: how many answers of models are kept, how often they were of use; `--clear` removes them. */
export async function runCache(shell: Shell, options: CacheOptions): Promise<number> {
  const config = await loadConfig(shell, options.config);
  const folder = cacheFolder(shell, config);
  if ((await stat(folder).catch(() => undefined))?.isDirectory() === false) {
    const message = `The cache ${folder} is a file, not a folder`;
    throw new ConfigurationError([
      problem({ code: 'not_a_folder', message, hint: 'Name another cache.folder in casewright.yml.' }),
    ]);
  }
  if (options.clear) {
    const { entries, bytes } = await clearCache(folder);
    if (options.format === 'json') showJson(shell, { folder, cleared: { entries, bytes } });
    else shell.out(`Removed ${plural(entries, 'answer')} (${size(bytes)}) from ${folder}.`);
    return 0;
  }
  const report = await cacheReport(folder);
  if (options.format === 'json') {
    showJson(shell, report);
    return 0;
  }
  const { entries, bytes, hits, misses, hit_rate, oldest } = report;
  shell.out(`${plural(entries, 'answer')} (${size(bytes)}) in ${folder}`);
  if (oldest !== undefined) shell.out(`oldest: ${oldest.slice(0, 10)}`);
  shell.out(
    hits + misses === 0
      ? 'No model has been asked yet.'
      : `hit rate: ${Math.round(hit_rate * 100)} % (${hits} of ${plural(hits + misses, 'lookup')})`,
  );
  if (config.cache?.redis_url_env !== undefined)
    shell.note('Answers go to the Redis of cache.redis_url_env; this is what is left in the folder.');
  return 0;
}

const size = (bytes: number): string => `${(bytes / megabyte).toFixed(bytes < 10 * megabyte ? 1 : 0)} MB`;
