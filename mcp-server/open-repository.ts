import { ConfigurationError, openProject, problem, type Project, readRequirements } from '../core/index.ts';
import type { Settings } from './define-tool.ts';
import { locate } from './locate.ts';
import { configOf } from './pick-writer.ts';

/**
 * The repository that holds `paths`; without any, all documents of the only root. Each document is looked at as one that a
 * caller names, also those of the configuration: files of a repository are not trusted more.
 * @throws ConfigurationError
 */
export async function openRepository(paths: string[], settings: Settings, trust = false): Promise<Project> {
  const root = await rootOf(paths, settings);
  return openRoot(root, settings, { paths, trust });
}

/** As `openRepository`, for a root that is known. @throws ConfigurationError */
export async function openRoot(
  root: string,
  settings: Settings,
  { paths = [], trust = false }: { paths?: string[]; trust?: boolean } = {},
): Promise<Project> {
  const config = await configOf(root, settings);
  const columns = config.columns ? { columns: config.columns } : {};
  const read = async (named: string[], skip: ReadonlySet<string>) => {
    const { documents, problems } = await readRequirements(await locateAll(named, { root, skip }), root, columns);
    if (problems.length > 0) throw new ConfigurationError(problems);
    return documents;
  };
  // What the configuration names is tried only after it has been judged: files of a repository are not trusted more.
  if (paths.length === 0) await locateAll(config.paths ?? [], { root, skip: new Set() });
  // All that is there, and not only what is on record: a document without a case is the largest gap.
  const named = paths.length > 0 ? paths : (config.paths ?? ['.']);
  return openProject(root, { named, config, trust, read });
}

/** The root of all that is named: each is a repository of its own, with a lockfile of its own. */
async function rootOf(paths: string[], { roots }: Settings): Promise<string> {
  const [first, ...others] = roots;
  if (first === undefined) throw noRoot();
  if (paths.length === 0) {
    if (others.length > 0) throw severalRoots('nothing says which of the roots is meant', roots);
    return first;
  }
  const located = await Promise.all(paths.map((path) => locate(path, roots)));
  const problems = located.flatMap((each) => ('problem' in each ? [each.problem] : []));
  if (problems.length > 0) throw new ConfigurationError(problems);
  const found = [...new Set(located.flatMap((each) => ('problem' in each ? [] : [each.root])))];
  if (found.length > 1) throw severalRoots('the paths lie in several roots', found);
  return found[0] ?? first;
}

function severalRoots(message: string, roots: string[]): ConfigurationError {
  const hint = `Each root is a repository of its own: name paths of one of ${roots.join(', ')}.`;
  return new ConfigurationError([problem({ code: 'several_roots', message, hint })]);
}

async function locateAll(
  named: string[],
  { root, skip }: { root: string; skip: ReadonlySet<string> },
): Promise<{ paths: string[]; found: Set<string> }> {
  const located = await Promise.all(named.map((path) => locate(path, [root])));
  const problems = located.flatMap((each) => ('problem' in each ? [each.problem] : []));
  if (problems.length > 0) throw new ConfigurationError(problems);
  const found = located.flatMap((each) => ('problem' in each ? [] : [each]));
  const paths = [...new Set(found.flatMap((each) => each.paths))].filter((path) => !skip.has(path));
  return { paths, found: new Set(found.flatMap((each) => [...each.found])) };
}

function noRoot(): ConfigurationError {
  const message = 'the server has no root folder, so there is no repository to look at';
  const hint = 'Start it with --root DIR, or pass requirements as text to the other tools.';
  return new ConfigurationError([problem({ code: 'no_root', message, hint })]);
}
