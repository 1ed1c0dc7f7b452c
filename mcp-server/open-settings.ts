import { realpath, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { parse, resolve } from 'node:path';
import { ConfigurationError, isInside, problem, type Problem, readConfig } from '../core/index.ts';
import type { Settings } from './define-tool.ts';
import { heartbeatMs } from './heartbeat.ts';
import { heavyWork } from './heavy-work.ts';
import { openJobs } from './jobs/open-jobs.ts';
import { keptModels } from './kept-models.ts';
import { requireTools } from './offered-tools.ts';
import { resultPages } from './result-pages.ts';

export type ServerOptions = Pick<Settings, 'readOnly' | 'packageRoot' | 'version' | 'environment'> & {
  /** Folders below which documents are read. Without any: the working directory, unless it holds the home. */
  roots: string[];
  config?: string;
  model?: string;
  tools?: string[];
};

/**
 * What every transport serves from. `watch`: who counts model calls and cases. @throws ConfigurationError when a root is no
 * folder, a tool or model is unknown, or the configuration that is named cannot be used
 */
export async function openSettings(
  { roots, config, ...rest }: ServerOptions,
  watch: Pick<Settings, 'metrics' | 'counter' | 'operator'> = {},
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
    heavy: heavyWork(rest.packageRoot),
  };
  await requireWriter(base);
  const jobs = openJobs(base);
  return {
    ...base,
    jobs,
    [Symbol.asyncDispose]: async () => {
      await jobs.close();
      await base.models.close();
      await base.heavy.close();
    },
  };
}

const plainModel = /^(?:auto|rules|(?:ollama|openai|embedded):\S+)$/;

/** What the operator names must be right from the start: an assistant could not mend it. @throws ConfigurationError */
async function requireWriter({
  config: path,
  model,
  roots,
}: Pick<Settings, 'config' | 'model' | 'roots'>): Promise<void> {
  const isNamed = model !== undefined && model.trim() !== '' && !plainModel.test(model);
  if (path === undefined && !isNamed) return;
  const read = await Promise.all((path === undefined ? roots : ['/']).map((root) => readConfig(path, root)));
  const problems = path === undefined ? [] : read.flatMap((each) => each.problems);
  if (problems.length > 0) throw new ConfigurationError(problems);
  if (!isNamed || read.some(({ config }) => Object.hasOwn(config.models ?? {}, model))) return;
  const hint = 'Use auto, rules, ollama:NAME, openai:NAME, embedded:FILE or a name under models: in casewright.yml.';
  throw new ConfigurationError([problem({ code: 'unknown_model', message: `--model ${model} is no model`, hint })]);
}

async function realRoots(given: string[]): Promise<string[]> {
  if (given.length === 0) {
    const here = await realpath(process.cwd());
    const home = await realpath(homedir()).catch(() => homedir());
    // Desktop clients start servers in `/` or the home folder: nobody meant to share all of that, or the homes of all.
    return parse(here).root === here || isInside(home, here) ? [] : [here];
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
