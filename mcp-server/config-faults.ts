import { resolve } from 'node:path';
import { type Config, leadsInside, problem, type Problem } from '../core/index.ts';

/**
 * What a configuration asks for that a repository must not have from the server that reads it: the server's own secrets,
 * and files outside the root. Keys go to hosts that the same file names.
 */
export async function configFaults({ models = {}, cache = {} }: Config, root: string): Promise<Problem[]> {
  const entries = Object.entries(models);
  const variables: [string, string | undefined][] = [
    ...entries.map(([name, { api_key_env }]): [string, string | undefined] => [
      `models.${name}.api_key_env`,
      api_key_env,
    ]),
    ['cache.redis_url_env', cache.redis_url_env],
  ];
  const files: [string, string | undefined][] = [
    ...entries.map(([name, { api_key_file }]): [string, string | undefined] => [
      `models.${name}.api_key_file`,
      api_key_file,
    ]),
    ['cache.folder', cache.folder],
  ];
  const outside = await Promise.all(
    files.map(async ([where, path]) =>
      path === undefined || (await leadsInside(resolve(root, path), root)) ? [] : [elsewhere(where, path)],
    ),
  );
  return [...variables.flatMap(([where, name]) => (isOurs(name) ? [ours(where, name)] : [])), ...outside.flat()];
}

// Windows knows variables by any case.
const isOurs = (name: string | undefined): name is string => /^casewright_/i.test(name ?? '');

function ours(where: string, name: string): Problem {
  const message = `${where} in casewright.yml names ${name}, which belongs to casewright itself`;
  return problem({ code: 'INVALID_CONFIGURATION', message, hint: 'Put the value into a variable of its own.' });
}

function elsewhere(where: string, path: string): Problem {
  const message = `${where} in casewright.yml names ${path}, which lies outside the root`;
  const hint = 'Name a path below the root, use api_key_env for a key, or start the server with --config FILE.';
  return problem({ code: 'INVALID_CONFIGURATION', message, hint });
}
