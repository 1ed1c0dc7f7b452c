import type { Target, Trigger } from './event.ts';
import { examine } from './examine.ts';
import { MendedConfiguration, openJob } from './open-job.ts';
import { finishedPull } from './read/resolve-target.ts';
import { runCommand } from './command/run-command.ts';
import { skipReason } from './skip-reason.ts';
import { tell, tellNothing, tellSkipped } from './tell/tell.ts';
import type { World } from './world.ts';
import { say } from './say.ts';
import { ownAuthor } from './tell/own-author.ts';

/**
 * The whole story of a run: read, generate, judge, tell. Nothing is checked out or executed, and nothing is written to the
 * repository unless a command in a comment asks for it.
 * @throws ConfigurationError what fails the job; GitHub's refusals
 */
export async function run(world: World): Promise<void> {
  const { trigger } = world.inputs;
  if (trigger.kind === 'comment') return runCommand(world, trigger);
  const target = await targetOf(world, trigger);
  if (target === undefined)
    return tellNothing(world, 'No open pull request has this head any more, so there is nothing to comment on.');
  const skipped = skipReason(target, world.inputs);
  if (skipped) return tellSkipped(world, target, skipped);
  if (willComment(target, world.inputs)) void ownAuthor(world.octokit);
  try {
    const job = await openJob(world, target);
    return await tell(job, await examine(job));
  } catch (error) {
    if (!(error instanceof MendedConfiguration)) throw error;
    return tellNothing(
      world,
      'The configuration of the base is broken, and this pull request mends it. **No gate was checked.**',
    );
  }
}

function willComment({ kind }: Target, { comment, dryRun }: World['inputs']): boolean {
  return kind === 'pull_request' && comment !== 'never' && !dryRun;
}

async function targetOf(
  { octokit }: World,
  trigger: Exclude<Trigger, { kind: 'comment' }>,
): Promise<Target | undefined> {
  if (trigger.kind !== 'workflow_run') return trigger;
  const pull = await finishedPull(octokit, trigger);
  if (pull) say.info(`Pull request ${pull.number} has this head.`);
  return pull;
}
