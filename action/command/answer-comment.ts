import { apiProblem, statusOf } from '../api-error.ts';
import type { CommentTrigger } from '../event.ts';
import { ownAuthor } from '../tell/own-author.ts';
import { writeSummary } from '../tell/summary.ts';
import type { World } from '../world.ts';
import { say } from '../say.ts';

/**
 * Answers a command with a comment and in the summary. A run that is repeated changes the answer it gave before. Where no
 * comment can be written the summary holds it alone. `text` is Markdown in which nothing of others is live.
 */
export async function answerComment(world: World, trigger: CommentTrigger, text: string): Promise<void> {
  await writeSummary(`${text}\n\n`, world.environment);
  if (world.inputs.dryRun) return;
  try {
    await writeAnswer(world, trigger, text);
  } catch (error) {
    const status = statusOf(error);
    if (status === undefined || status === 401) throw error;
    say.notice(`${apiProblem(error, 'answer the comment').message}. The job summary holds the answer.`);
  }
}

async function writeAnswer({ octokit, inputs }: World, trigger: CommentTrigger, text: string): Promise<void> {
  const { owner, repo, number, comment } = trigger;
  const marker = `<!-- casewright:reply to=${comment.id} -->`;
  const body = `${marker}\n${text}`;
  const earlier = inputs.run.attempt > 1 ? await earlierAnswer(octokit, trigger, marker) : undefined;
  if (earlier !== undefined) await octokit.rest.issues.updateComment({ owner, repo, comment_id: earlier, body });
  else await octokit.rest.issues.createComment({ owner, repo, issue_number: number, body });
}

async function earlierAnswer(
  octokit: World['octokit'],
  { owner, repo, number }: CommentTrigger,
  marker: string,
): Promise<number | undefined> {
  const isOwn = await ownAuthor(octokit);
  const query = { owner, repo, issue_number: number, per_page: 100 };
  const comments = await octokit.paginate(octokit.rest.issues.listComments, query);
  return comments.find(({ user, body = '' }) => isOwn(user) && body.startsWith(marker))?.id;
}
