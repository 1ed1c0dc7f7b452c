import { realpath, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { ConfigurationError, problem, type Problem } from '../core/index.ts';
import type { Settings } from './define-tool.ts';
import { heartbeatMs } from './heartbeat.ts';
import { openJobs } from './jobs/open-jobs.ts';
import { keptModels } from './kept-models.ts';
import { requireTools } from './offered-tools.ts';
import { resultPages } from './result-pages.ts';

export type ServerOptions = Pick<Settings, 'readOnly' | 'packageRoot' | 'version' | 'environment'> & {
  /** Folders below which documents are read. Without any: the working directory, unless that is `/` or the home. */
  roots: string[];
  config?: string;
  model?: string;
  tools?: string[];
};

/**
 * What every transport serves from. `watch`: who counts model calls and cases. @throws ConfigurationError when a root is no
 * folder or a tool is unknown
 */
export async function openSettings(
  { roots, config, ...rest }: ServerOptions,
  watch: Pick<Settings, 'metrics' | 'counter'> = {},
): Promise<Settings & AsyncDisposable> {
  requireTools(rest);
  const base = {
    ...rest,
    ...watch,
    roots: await realRoots(roots),
    ...(config !== undefined && { config: resolve(config) }),
    heartbeatMs,
    pages: resultPages(),
    models: keptModels(),
  };
  const jobs = openJobs(base);
  return {
    ...base,
    jobs,
    [Symbol.asyncDispose]: async () => {
      await jobs.close();
      await base.models.close();
    },
  };
}

async function realRoots(given: string[]): Promise<string[]> {
  if (given.length === 0) {
    const here = await realpath(process.cwd());
    // Desktop clients start servers in `/` or the home folder: nobody meant to share all of that.
    const tooWide = [resolve('/'), await realpath(homedir()).catch(() => homedir())];
    return tooWide.includes(here) ? [] : [here];
  }
  const looked = await Promise.all(given.map(realFolder));
  const problems = looked.flatMap((each) => (typeof each === 'string' ? [] : [each]));
  if (problems.length > 0) throw new ConfigurationError(problems);
  return looked.flatMap((each) => (typeof each === 'string' ? [each] : []));
}

async function realFolder(path: string): Promise<string | Problem> {
  const real = await realpath(path).catch(() => undefined);
  if (real !== undefined && (await stat(real)).isDirectory()) return real;
  return problem({ code: 'not_a_folder', message: `--root ${path} is no folder`, hint: 'Name a folder that exists.' });
}
