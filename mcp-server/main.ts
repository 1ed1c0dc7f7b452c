import './redirect-console.ts';
import { realpath, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { ConfigurationError, problem, type Problem } from '../core/index.ts';
import { keptModels } from './kept-models.ts';
import { resultPages } from './result-pages.ts';
import { heartbeatMs } from './heartbeat.ts';
import { createServer } from './server.ts';

export type ServeOptions = {
  /** Folders below which documents are read. Without any: the working directory, unless that is `/` or the home. */
  roots: string[];
  config?: string;
  packageRoot: string;
  version: string;
  environment: Readonly<Record<string, string | undefined>>;
};

/**
 * Serves MCP on standard input and output, in both eras of the protocol, until the client closes standard input or the
 * process is told to end. @throws ConfigurationError when a root is no folder
 */
export async function serveMcp({ roots, config, ...rest }: ServeOptions): Promise<void> {
  const settings = {
    ...rest,
    roots: await realRoots(roots),
    ...(config !== undefined && { config: resolve(config) }),
    heartbeatMs,
    pages: resultPages(),
    models: keptModels(),
  };
  const ended = Promise.withResolvers<void>();
  for (const event of ['end', 'close']) process.stdin.once(event, ended.resolve);
  for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, ended.resolve);
  const handle = serveStdio(() => createServer(settings), {
    onerror: (error) => void process.stderr.write(`${error.message}\n`),
  });
  await ended.promise;
  await handle.close();
  await settings.models.close();
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
