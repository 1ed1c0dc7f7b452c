import { realpath, stat } from 'node:fs/promises';
import { isAbsolute, resolve, sep } from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';
import { problem } from '../errors.ts';
import type { Problem } from '../types.ts';
import { isInside, wayBelow } from './is-inside.ts';

const ignored = ['**/node_modules/**', '**/.git/**', '**/casewright/**'];

/** What a folder gives, and what is said where nothing was found. `extglob`: whether globs may hold `+(…)` and the like. */
export type Wanted = { patterns: readonly string[]; hint: string; extglob?: boolean };

/**
 * What `paths` (files, folders, globs) name below `root`: sorted POSIX paths relative to it, each once. `named` are the
 * files that were named one by one. Something that is not there, or lies outside the root, is a problem; symbolic links
 * to folders are not followed, so a loop is no danger.
 */
export async function findFiles(
  paths: string[],
  root: string,
  wanted: Wanted,
): Promise<{ paths: string[]; named: Set<string>; problems: Problem[] }> {
  const found = new Set<string>();
  const named = new Set<string>();
  const problems: Problem[] = [];
  for (const path of paths) {
    const result = await findOne(path, root, wanted);
    if (Array.isArray(result)) for (const each of result) found.add(each);
    else if (typeof result === 'string') named.add(result);
    else problems.push(result);
  }
  return { paths: [...new Set([...found, ...named])].toSorted(), named, problems };
}

async function findOne(path: string, root: string, wanted: Wanted): Promise<string[] | string | Problem> {
  const below = relativePath(path, root);
  const info = await stat(resolve(root, path)).catch(() => undefined);
  if (info === undefined && isDynamicPattern(path)) return findByGlob([path], root, wanted);
  if (info === undefined) {
    const hint = `Check the name; it was looked for at ${resolve(root, path)}.`;
    return problem({ code: 'not_found', message: `cannot read ${path}: there is no such file or folder`, hint });
  }
  if (below === undefined || !isInside(await realpath(resolve(root, path)), await realpath(root)))
    return outside(path, root);
  if (info.isFile()) return below;
  if (info.isDirectory()) {
    const folder = below === '' ? '' : `${escapeGlob(below)}/`;
    const patterns = wanted.patterns.map((pattern) => `${folder}${pattern}`);
    const found = await findByGlob(patterns, root, wanted);
    return 'code' in found ? { ...found, message: `no file of a kind that is read here in ${path}` } : found;
  }
  const hint = 'Name a file or a folder.';
  return problem({ code: 'not_a_file', message: `cannot read ${path}: it is neither a file nor a folder`, hint });
}

async function findByGlob(
  patterns: string[],
  root: string,
  { hint, extglob = true }: Wanted,
): Promise<string[] | Problem> {
  const posix = patterns.map((pattern) => (sep === '\\' ? pattern.replaceAll('\\', '/') : pattern));
  const [first = ''] = patterns;
  if (posix.some((pattern) => isAbsolute(pattern) || pattern.split('/').includes('..'))) return outside(first, root);
  const options = { cwd: root, ignore: ignored, followSymbolicLinks: false, expandDirectories: false, extglob };
  const paths = await glob(posix, options);
  if (paths.length > 0) return paths;
  return problem({ code: 'no_match', message: `no document matches ${patterns.join(', ')}`, hint });
}

function relativePath(path: string, root: string): string | undefined {
  return wayBelow(resolve(root, path), root)?.split(sep).join('/');
}

function outside(path: string, root: string): Problem {
  return problem({
    code: 'outside_root',
    message: `${path} lies outside ${root}`,
    hint: 'Run casewright in a folder above both the documents and the casewright/ folder.',
  });
}

function escapeGlob(path: string): string {
  return path.replace(/[()[\]{}!*?+@\\]/g, '\\$&');
}
