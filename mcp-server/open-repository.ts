import { ConfigurationError, openProject, problem, type Project, readRequirements } from '../core/index.ts';
import type { Settings } from './define-tool.ts';
import { locate } from './locate.ts';
import { configOf } from './pick-writer.ts';

/**
 * The repository that holds `paths`, or that of the first root: everything in it where nothing is named. Each document is
 * looked at as one that a caller names, also those of the lockfile: files of a repository are not trusted more.
 * @throws ConfigurationError
 */
export async function openRepository(paths: string[], settings: Settings, trust = false): Promise<Project> {
  const [first] = settings.roots;
  if (first === undefined) throw noRoot();
  const root = paths[0] === undefined ? first : await rootOf(paths[0], settings);
  const config = await configOf(root, settings);
  const columns = config.columns ? { columns: config.columns } : {};
  const read = async (named: string[], skip: ReadonlySet<string>) => {
    const { documents, problems } = await readRequirements(await locateAll(named, { root, skip }), root, columns);
    if (problems.length > 0) throw new ConfigurationError(problems);
    return documents;
  };
  return openProject(root, { named: paths, config, trust, read });
}

async function rootOf(path: string, { roots }: Settings): Promise<string> {
  const located = await locate(path, roots);
  if ('problem' in located) throw new ConfigurationError([located.problem]);
  return located.root;
}

async function locateAll(
  named: string[],
  { root, skip }: { root: string; skip: ReadonlySet<string> },
): Promise<{ paths: string[]; found: Set<string> }> {
  const located = await Promise.all((named.length > 0 ? named : ['.']).map((path) => locate(path, [root])));
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
