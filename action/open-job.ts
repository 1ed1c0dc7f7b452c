import { ConfigurationError } from '../core/index.ts';
import type { Target } from './event.ts';
import { readConfig } from './read/read-config.ts';
import { openRepository } from './read/read-files.ts';
import type { Job, World } from './world.ts';

/**
 * Reads the configuration of the trusted version.
 * @throws ConfigurationError where that is wrong
 */
export async function openJob<T extends Target>(world: World, target: T): Promise<Job & { target: T }> {
  const repository = openRepository(world.octokit, target, world.early);
  const { config, problems } = await readConfig(world.inputs.config, repository.at(target.configSha));
  if (problems.length > 0) throw new ConfigurationError(problems);
  return { ...world, target, repository, config };
}
