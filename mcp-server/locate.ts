import { realpath } from 'node:fs/promises';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { findDocuments, isAmbiguous, nearest, problem, type Problem } from '../core/index.ts';

/** Documents below one root, as paths relative to it. `found`: those that were not named one by one. */
export type Located = { root: string; paths: string[]; found: Set<string> };

type Below = Omit<Located, 'root'> | 'outside' | undefined;

const mostShown = 10;

/**
 * Finds what `path` (file, folder or glob) names below the roots (real paths). Everything is looked at twice: as it is
 * written and where it really lies, so that neither `..` nor a link leads out.
 */
export async function locate(path: string, roots: readonly string[]): Promise<Located | { problem: Problem }> {
  // eslint-disable-next-line no-control-regex -- no file that we read has such a name
  if (/[\u0000-\u001f]/.test(path))
    return refuse('invalid_path', `${JSON.stringify(path)} is no path`, 'Leave control characters out.');
  if (/^[a-z][a-z0-9+.-]+:/i.test(path) && !isAbsolute(path))
    return refuse(
      'invalid_path',
      `${path} is an address, not a path`,
      'Name a file below a root folder, or pass its content as text.',
    );
  if (roots.length === 0)
    return refuse(
      'no_root',
      `${path} cannot be read: the server has no root folder`,
      'Pass the content as text, or start the server with --root DIR.',
    );
  let outside = 0;
  for (const root of roots) {
    const found = await locateIn(path, root);
    if (found === 'outside') outside += 1;
    else if (found !== undefined) return { root, ...found };
  }
  if (outside === roots.length)
    return refuse('outside_root', `${path} lies outside the root folders`, `Name something below ${roots.join(', ')}.`);
  return refuse('not_found', `there is no document ${path}`, await knownDocuments(path, roots));
}

async function locateIn(path: string, root: string): Promise<Below> {
  const target = resolve(root, path);
  if (!isInside(target, root)) return 'outside';
  const real = await realpath(target).catch(() => undefined);
  if (real === undefined) return isPattern(path) ? patternIn(path, root) : undefined;
  return isInside(real, root) ? below(path, root) : 'outside';
}

function patternIn(path: string, root: string): Promise<Below> | 'outside' {
  // A pattern such as {..,x}/y is judged by what it finds.
  return path.split(/[/\\]/).includes('..') ? 'outside' : below(path, root);
}

async function below(path: string, root: string): Promise<Below> {
  const { paths, found } = await findDocuments([path], root);
  for (const each of paths) {
    const real = await realpath(resolve(root, each)).catch(() => undefined);
    if (real === undefined || !isInside(real, root)) return 'outside';
  }
  return paths.length > 0 ? { paths, found } : undefined;
}

function isInside(path: string, root: string): boolean {
  const way = relative(root, path);
  return !isAbsolute(way) && way.split(sep)[0] !== '..';
}

const isPattern = (path: string): boolean => /[*?[\]{}()!]/.test(path);

async function knownDocuments(path: string, roots: readonly string[]): Promise<string> {
  const found = await Promise.all(roots.map((root) => findDocuments(['.'], root)));
  const known = found.flatMap(({ paths }) => paths.filter((each) => !isAmbiguous(each)));
  if (known.length === 0) return `There is no document below ${roots.join(', ')}.`;
  const meant = nearest(path, known);
  const more = known.length > mostShown ? ` and ${known.length - mostShown} more` : '';
  return `${meant === undefined ? '' : `Did you mean ${meant}? `}Known documents: ${known.slice(0, mostShown).join(', ')}${more}.`;
}

function refuse(code: string, message: string, hint: string): { problem: Problem } {
  return { problem: problem({ code, message, hint }) };
}
