import { lstat, readFile } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import {
  ConfigurationError,
  type ExportedFile,
  isInside,
  problem,
  realPlace,
  wayBelow,
  writeFiles,
} from '../core/index.ts';
import type { Settings } from './define-tool.ts';
import { pathFault } from './path-fault.ts';

/** What is below it is ours, so an export may take the place of an earlier one. */
const exportFolder = join('casewright', 'exports');

/**
 * Writes an export below a root (a real path): one file to the path itself, several into it as a folder. What is there
 * already is not overwritten, and hidden folders (.git, .github …) are not written to, nor reached through links.
 * @throws ConfigurationError
 */
export async function writeExport(
  files: ExportedFile[],
  target: string,
  { roots }: Pick<Settings, 'roots'>,
): Promise<string[]> {
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
  const fault = pathFault(target);
  if (fault) throw new ConfigurationError([fault]);
  for (const root of roots) {
    const path = wayBelow(resolve(root, target), root);
    if (path === undefined || path === '') continue;
    if (isHidden(path)) throw hidden(target);
    const really = await wayTo(path, root);
    if (really === undefined) continue;
    if (isHidden(really)) throw hidden(target);
    if (isReserved(really)) throw reserved(target);
    return { root, path };
  }
  const hint = roots.length === 0 ? 'Start the server with --root DIR.' : `Name something below ${roots.join(', ')}.`;
  throw refused('outside_root', `${target} lies outside the root folders`, hint);
}

/** The way from the root to where a path really lies, undefined where that is elsewhere. */
async function wayTo(path: string, root: string): Promise<string | undefined> {
  const real = await realPlace(resolve(root, path));
  return real === undefined ? undefined : wayBelow(real, root);
}

const isHidden = (path: string): boolean => path.split(sep).some((part) => part.startsWith('.'));

/** What we read and believe must not be made by an export. */
function isReserved(path: string): boolean {
  const [first, second] = path.split(sep);
  if (first === 'casewright') return second !== 'exports';
  return path.split(sep).includes('node_modules') || /^(?:casewright\.ya?ml|package(?:-lock)?\.json)$/i.test(path);
}

/** Judged by where the file really lies: a folder of exports may be a link to one of documents. */
async function isTaken({ path, text }: ExportedFile, root: string): Promise<boolean> {
  const really = await wayTo(path, root);
  // Some exports hold hidden files, but only a link leads to a hidden folder that was not named.
  if (really !== undefined && really !== path && isHidden(dirname(resolve(sep, really)))) throw hidden(path);
  const file = resolve(root, path);
  const found = await lstat(file).catch(() => undefined);
  if (found === undefined) return false;
  if (!found.isFile()) return true;
  if (really !== undefined && really !== exportFolder && isInside(really, exportFolder)) return false;
  return (await readFile(file, 'utf8')) !== text;
}

function reserved(path: string): ConfigurationError {
  const hint = `Name another file, such as one below ${exportFolder}/.`;
  return refused('reserved_path', `${path} is a file that casewright or npm reads`, hint);
}

function hidden(path: string): ConfigurationError {
  const hint = 'Name a folder that can be seen.';
  return refused('hidden_path', `${path} is hidden or lies in a hidden folder`, hint);
}

async function isFolder(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => undefined))?.isDirectory() ?? false;
}

function refused(code: string, message: string, hint: string): ConfigurationError {
  return new ConfigurationError([problem({ code, message, hint })]);
}
