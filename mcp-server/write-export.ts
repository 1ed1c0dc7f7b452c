import { lstat, readFile, realpath } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { ConfigurationError, type ExportedFile, problem, writeFiles } from '../core/index.ts';
import type { Settings } from './define-tool.ts';

/** What is below it is ours, so an export may take the place of an earlier one. */
const exportFolder = join('casewright', 'exports');

/**
 * Writes an export below a root: one file to the path itself, several into it as a folder. What is there already is not
 * overwritten, and hidden folders (.git, .github …) are not written to. @throws ConfigurationError
 */
export async function writeExport(files: ExportedFile[], target: string, { roots }: Settings): Promise<string[]> {
  const { root, path } = await place(target, roots);
  const several = files.length > 1 || target.endsWith('/') || (await isFolder(resolve(root, path)));
  const placed = files.map((file) => ({ path: several ? join(path, file.path) : path, text: file.text }));
  const taken = await Promise.all(placed.map(async (each) => ((await isTaken(each, root)) ? [each.path] : [])));
  const names = taken.flat();
  if (names.length > 0) {
    const hint = `Name a new file, or one below ${exportFolder}/, where an export may be written again.`;
    throw refused('file_exists', `${names.join(', ')} is there already`, hint);
  }
  const { problems } = await writeFiles(placed, root);
  if (problems.length > 0) throw new ConfigurationError(problems);
  return placed.map((each) => each.path.split(sep).join('/'));
}

async function place(target: string, roots: string[]): Promise<{ root: string; path: string }> {
  // eslint-disable-next-line no-control-regex -- no file that anybody means has such a name
  if (/[\u0000-\u001f]/.test(target) || (/^[a-z][a-z0-9+.-]+:/i.test(target) && !isAbsolute(target)))
    throw refused('invalid_path', `${JSON.stringify(target)} is no path`, 'Name a file below a root folder.');
  for (const root of roots) {
    const path = relative(root, resolve(root, target));
    if (path === '' || isAbsolute(path) || path.split(sep)[0] === '..') continue;
    if (path.split(sep).some((part) => part.startsWith('.')))
      throw refused('hidden_path', `${target} is hidden or lies in a hidden folder`, 'Name a folder that can be seen.');
    if (!(await isInside(resolve(root, path), root))) continue;
    return { root, path };
  }
  const hint = roots.length === 0 ? 'Start the server with --root DIR.' : `Name something below ${roots.join(', ')}.`;
  throw refused('outside_root', `${target} lies outside the root folders`, hint);
}

/** Where the path really leads: the part of it that exists decides. */
async function isInside(path: string, root: string): Promise<boolean> {
  const real = await realpath(path).catch(() => undefined);
  if (real !== undefined) return !relative(root, real).split(sep).includes('..') && !isAbsolute(relative(root, real));
  // A link that leads nowhere would be followed once something is there.
  if (await lstat(path).catch(() => undefined)) return false;
  return dirname(path) !== path && isInside(dirname(path), root);
}

async function isTaken({ path, text }: ExportedFile, root: string): Promise<boolean> {
  if (`${path}${sep}`.startsWith(`${exportFolder}${sep}`) && basename(path) !== '') return false;
  const found = await lstat(resolve(root, path)).catch(() => undefined);
  if (found === undefined) return false;
  return !found.isFile() || (await readFile(resolve(root, path), 'utf8')) !== text;
}

async function isFolder(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => undefined))?.isDirectory() ?? false;
}

function refused(code: string, message: string, hint: string): ConfigurationError {
  return new ConfigurationError([problem({ code, message, hint })]);
}
