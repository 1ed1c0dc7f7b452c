import { access } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { FromSchema } from 'json-schema-to-ts';
import type { configSchema } from '../schema/config.ts';
import type { Problem } from '../types.ts';
import { parseConfig } from './parse-config.ts';
import { readDocument } from './read-document.ts';

export type Config = FromSchema<typeof configSchema>;

const usualName = 'casewright.yml';

/**
 * Reads the configuration below `root`: `path` when one is named, else `casewright.yml` if there is one, else nothing is
 * configured. Who names one may name any; the usual one is a file of the repository, so no link leads it elsewhere. `text`
 * is there so that a problem can show its line.
 */
export async function readConfig(
  path: string | undefined,
  root: string,
): Promise<{ config: Config; path?: string; problems: Problem[]; text?: string }> {
  if (path === undefined && !(await exists(resolve(root, usualName)))) return { config: {}, problems: [] };
  const file = await readDocument(path ?? usualName, root, { anywhere: path !== undefined });
  if ('problem' in file) return { config: {}, problems: [file.problem] };
  return { ...parseConfig(file), path: file.path, text: file.text };
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
