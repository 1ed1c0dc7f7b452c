import { isAbsolute } from 'node:path';
import { problem, type Problem } from '../core/index.ts';

const longest = 1000;

/** Why no file can be meant by `path`, wherever it is looked for; undefined where one can. */
export function pathFault(path: string): Problem | undefined {
  if (path.length > longest)
    return invalid(`a path of ${path.length} characters is no path`, `Use at most ${longest} characters.`);
  // eslint-disable-next-line no-control-regex -- no file that anybody means has such a name
  if (/[\u0000-\u001f]/.test(path))
    return invalid(`${JSON.stringify(path)} is no path`, 'Leave control characters out.');
  if (!/^[a-z][a-z0-9+.-]+:/i.test(path) || isAbsolute(path)) return undefined;
  const hint = 'Name a file below a root folder, or pass its content as text.';
  return invalid(`${path} is an address, not a path`, hint);
}

/** Whether `path` is a pattern where no file has this name. */
export const isPattern = (path: string): boolean => /[*?[\]{}()!]/.test(path);

const most = { stars: 12, extra: 2, folders: 2, both: 3, alternatives: 16 };

/**
 * Why a pattern is not tried; undefined where it is. Patterns become regular expressions, whose time grows with the length
 * of a name to the power of what can be read in several ways: stars beside others in a segment, `**`, alternatives. So all
 * of them are few. Counts may be too high for what is escaped, never too low.
 */
export function patternFault(path: string): Problem | undefined {
  // Groups can be repeated and hold themselves: the time then doubles with each letter of a name.
  const group = path.includes('(') && /[*?+|[\]{}@!]/.test(path);
  // Braces in brackets are none, and a backslash takes them away: how many there are would be a guess.
  const mixed = path.includes('{') && /[[\]\\]/.test(path);
  if (group || mixed || /[\]})]\+/.test(path) || /\{[^}]*\{/.test(path))
    return unfit(path, 'is too intricate a pattern');
  const [braces, commas] = [count(path, /\{/g), count(path, /,/g)];
  if (braces > 0 && (1 + commas / braces) ** braces > most.alternatives)
    return unfit(path, 'has too many alternatives');
  // A slash within braces or brackets does not part what it seems to part.
  const segments = /\{[^}]*\/|\[.*\/.*\]/.test(path) ? [path] : path.split('/');
  const stars = segments.map((segment) => count(segment, /\*+/g));
  const all = stars.reduce((sum, each) => sum + each, 0);
  const extra = stars.reduce((sum, each) => sum + Math.max(0, each - 1), 0);
  const folders = count(path, /\*\*+/g);
  const tooMany =
    all > most.stars ||
    extra > most.extra ||
    folders > most.folders ||
    extra + folders > most.both ||
    braces > most.stars;
  return tooMany ? unfit(path, 'has too many wildcards') : undefined;
}

const count = (text: string, what: RegExp): number => text.match(what)?.length ?? 0;

function unfit(path: string, why: string): Problem {
  const hint =
    'Name a file, a folder, or a simpler pattern such as docs/**/*.{md,feature}: at most 3 wildcards in a segment, two times ** and 12 in all.';
  return invalid(`${path} ${why}`, hint);
}

function invalid(message: string, hint: string): Problem {
  return problem({ code: 'invalid_path', message, hint });
}
