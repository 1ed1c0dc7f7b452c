import picomatch from 'picomatch';
import { type Config, documentPatterns } from '../../core/index.ts';

const never = ['**/node_modules/**', '**/.git/**', 'casewright/**', '**/casewright/**'];

/**
 * Whether a path of the repository is one of `patterns`: files, folders (all files that could hold requirements) or globs, as on the command
 * line; `!pattern` takes out again. Paths have forward slashes and no leading one.
 */
export function pathMatcher(patterns: string[]): (path: string) => boolean {
  const clean = patterns.map(cleaned);
  const wanted = clean.filter((each) => !each.startsWith('!'));
  const unwanted = clean.filter((each) => each.startsWith('!')).map((each) => each.slice(1));
  const ignored = picomatch([...never, ...unwanted.flatMap(withFolder)], { dot: true });
  const glob = picomatch(wanted.flatMap(withFolder));
  const named = new Set(wanted);
  return (path) => (named.has(path) || glob(path)) && !ignored(path);
}

/** Whether a file was named itself, and not only found below a folder or by a glob. */
export function namedMatcher(patterns: string[]): (path: string) => boolean {
  const named = new Set(patterns.map(cleaned));
  return (path) => named.has(path);
}

function cleaned(pattern: string): string {
  return pattern.replace(/^(!?)\.?\/+/, '$1').replace(/\/+$/, '');
}

function withFolder(pattern: string): string[] {
  if (picomatch.scan(pattern).isGlob) return [pattern];
  if (pattern === '' || pattern === '.') return [...documentPatterns];
  return [pattern, ...documentPatterns.map((each) => `${pattern}/${each}`)];
}

/** The patterns that count: of the workflow, else of the configuration, else every Markdown file. */
export function patternsOf(paths: string[], config: Config): string[] {
  return paths.length > 0 ? paths : (config.paths ?? ['**/*.md']);
}
