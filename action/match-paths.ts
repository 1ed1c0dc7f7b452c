import picomatch from 'picomatch';

const never = ['**/node_modules/**', '**/.git/**', 'casewright/**', '**/casewright/**'];

/**
 * Whether a path of the repository is one of `patterns`: files, folders (their `.md` files) or globs, as on the command
 * line; `!pattern` takes out again. Paths have forward slashes and no leading one.
 */
export function pathMatcher(patterns: string[]): (path: string) => boolean {
  const clean = patterns.map((each) => each.replace(/^(!?)\.?\/+/, '$1').replace(/\/+$/, ''));
  const wanted = clean.filter((each) => !each.startsWith('!'));
  const unwanted = clean.filter((each) => each.startsWith('!')).map((each) => each.slice(1));
  const ignored = picomatch([...never, ...unwanted.flatMap(withFolder)], { dot: true });
  const glob = picomatch(wanted.flatMap(withFolder));
  const named = new Set(wanted);
  return (path) => (named.has(path) || glob(path)) && !ignored(path);
}

function withFolder(pattern: string): string[] {
  if (picomatch.scan(pattern).isGlob) return [pattern];
  if (pattern === '' || pattern === '.') return ['**/*.md'];
  return [pattern, `${pattern}/**/*.md`];
}
