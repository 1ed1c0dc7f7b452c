import { ConfigurationError } from '../core/index.ts';
import type { Target } from './event.ts';
import { readConfig } from './read/read-config.ts';
import { openRepository, type Repository } from './read/read-files.ts';
import type { Job, World } from './world.ts';

/** The configuration of the base is broken, and the pull request mends it: nothing can be judged, and nothing must be in its way. */
export class MendedConfiguration extends ConfigurationError {}

async function isMended({ inputs }: World, target: Target, repository: Repository): Promise<boolean> {
  if (target.kind !== 'pull_request') return false;
  const { problems, text } = await readConfig(inputs.config, repository.at(target.headSha));
  return problems.length === 0 && text !== '';
}

/**
 * Reads the configuration of the trusted version.
 * @throws ConfigurationError where that is wrong; MendedConfiguration where the pull request mends it
 */
export async function openJob<T extends Target>(world: World, target: T): Promise<Job & { target: T }> {
  const repository = openRepository(world.octokit, target, world.early);
  const { config, problems } = await readConfig(world.inputs.config, repository.at(target.configSha));
  if (problems.length > 0)
    throw (await isMended(world, target, repository))
      ? new MendedConfiguration(problems)
      : new ConfigurationError(problems);
  return { ...world, target, repository, config };
}
