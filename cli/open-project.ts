import { openProject as open, type Project, type ProjectProof, proveProject as prove } from '../core/index.ts';
import { loadConfig, readInput, wantedPaths } from './read-input.ts';
import { type CommonOptions, type Shell, showProblems } from './shell.ts';

/**
 * Opens what is named, else what the configuration names, else what the lockfile knows. `trust`: what the lockfile knows
 * to be clean and unchanged is not read. @throws ConfigurationError
 */
export async function openProject(
  shell: Shell,
  named: string[],
  options: Pick<CommonOptions, 'config'> & { trust?: boolean },
): Promise<Project> {
  const config = await loadConfig(shell, options.config);
  const read = (paths: string[], skip: ReadonlySet<string>) =>
    readInput(shell, { named: wantedPaths({ named: paths, config }), config, skip });
  return open(shell.root, { named, config, trust: options.trust ?? false, read });
}

/** What the tests that are named, else those of the configuration, prove of a project. Shows what could not be read. */
export async function proveProject(
  shell: Shell,
  project: Project,
  sources: { tests?: string[]; results?: string[] },
): Promise<ProjectProof> {
  const proof = await prove(project, sources);
  await showProblems(shell, proof.problems);
  return proof;
}
