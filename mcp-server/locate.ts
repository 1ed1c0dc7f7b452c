import { realpath } from 'node:fs/promises';
import { isAbsolute, resolve } from 'node:path';
import { findDocuments, isAmbiguous, isInside, nearest, problem, type Problem } from '../core/index.ts';
import { isPattern, pathFault, patternFault } from './path-fault.ts';

/** Documents below one root, as paths relative to it. `found`: those that were not named one by one. */
export type Located = { root: string; paths: string[]; found: Set<string> };

type Below = Omit<Located, 'root'> | { problem: Problem } | 'outside' | undefined;

const mostShown = 10;

/**
 * Finds what `path` (file, folder or glob) names below the roots (real paths). Everything is looked at twice: as it is
 * written and where it really lies, so that neither `..` nor a link leads out.
 */
export async function locate(path: string, roots: readonly string[]): Promise<Located | { problem: Problem }> {
  const fault = pathFault(path);
  if (fault) return { problem: fault };
  if (roots.length === 0)
    return refuse(
      'no_root',
      `${path} cannot be read: the server has no root folder`,
      'Pass the content as text, or start the server with --root DIR.',
    );
  let outside = 0;
  let unfit: Problem | undefined;
  const all: Located[] = [];
  for (const root of roots) {
    const found = await locateIn(path, root);
    if (found === 'outside') outside += 1;
    else if (found && 'problem' in found) unfit = found.problem;
    else if (found !== undefined) all.push({ root, ...found });
  }
  const [one, ...others] = all;
  // One root may lie in another: what is named as a whole is where it is named first.
  if (one && (others.length === 0 || isAbsolute(path))) return one;
  if (one) {
    const names = all.map(({ root }) => resolve(root, path)).join(', ');
    return refuse(
      'several_roots',
      `${path} is in several roots`,
      `Each is a repository of its own: name one of ${names}.`,
    );
  }
  if (unfit) return { problem: unfit };
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

async function patternIn(path: string, root: string): Promise<Below> {
  // A pattern such as {..,x}/y is judged by what it finds.
  if (path.split(/[/\\]/).includes('..')) return 'outside';
  const fault = patternFault(path);
  return fault ? { problem: fault } : below(path, root);
}

async function below(path: string, root: string): Promise<Below> {
  const { paths, found } = await findDocuments([path], root, { extglob: false });
  for (const each of paths) {
    const real = await realpath(resolve(root, each)).catch(() => undefined);
    if (real === undefined || !isInside(real, root)) return 'outside';
  }
  return paths.length > 0 ? { paths, found } : undefined;
}

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
