import { apiProblem, statusOf } from '../api-error.ts';
import type { CommentTrigger } from '../event.ts';
import type { World } from '../world.ts';
import { say } from '../say.ts';

/** `-1`: not allowed; `eyes`: begun; `rocket`: done; `confused`: see the answer. */
export type Reaction = '-1' | 'eyes' | 'rocket' | 'confused';

/** Puts a reaction on the comment that holds the command. It is a courtesy: nothing fails where it cannot be written. */
export async function react(
  { octokit, inputs }: Pick<World, 'octokit' | 'inputs'>,
  { owner, repo, comment }: CommentTrigger,
  content: Reaction,
): Promise<void> {
  if (inputs.dryRun) return;
  try {
    await octokit.rest.reactions.createForIssueComment({ owner, repo, comment_id: comment.id, content });
  } catch (error) {
    if (statusOf(error) === undefined) throw error;
    say.notice(apiProblem(error, `react with ${content}`).message);
  }
}
