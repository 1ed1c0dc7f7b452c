import { markdownText } from '../../core/index.ts';
import { apiProblem, isRateLimit, statusOf } from '../api-error.ts';
import { casesDigest } from './cases-digest.ts';
import { renderReport } from '../comment/render-report.ts';
import type { Target } from '../event.ts';
import type { Feedback } from './feedback.ts';
import { shardMark } from './marker.ts';
import type { Report } from '../report.ts';
import { upsertComment } from './upsert-comment.ts';
import type { Job, World } from '../world.ts';
import { say } from '../say.ts';

/** GitHub refuses a comment of more than 65,536 characters; the rest is for the marker. */
const longestComment = 65_000;

type Posted = { id?: number; feedback?: Feedback; notes: string[] };

/**
 * Comments as the input `comment` says. A comment that cannot be written never fails the job: `notes` (Markdown) tell
 * the summary. @throws GitHub's refusal of the token itself
 */
export async function postComment(job: Job, report: Report): Promise<Posted> {
  // What could not be read and what is waived must be seen, also where no requirement is.
  const isTouched = [report.documents, report.newWaivers, report.problems].some(({ length }) => length > 0);
  const body = renderReport(report, { limit: longestComment, size: ({ length }) => length });
  const cases = casesDigest(report.changes);
  const create = isTouched || job.inputs.comment === 'always';
  return writeComment(job, job.target, { body, create, ...(cases !== undefined && { cases }) });
}

/** Updates the comment that is there, if any, as `postComment` does. */
export async function updateComment(world: World, target: Target, body: string): Promise<string[]> {
  return (await writeComment(world, target, { body, create: false })).notes;
}

async function writeComment(
  { inputs, octokit }: Pick<World, 'inputs' | 'octokit'>,
  target: Target,
  { cases, ...wish }: { body: string; create: boolean; cases?: string },
): Promise<Posted> {
  if (target.kind !== 'pull_request' || inputs.comment === 'never') return { notes: [] };
  if (inputs.dryRun) return { notes: ['Dry run: no comment was written.'] };
  try {
    const shard = shardMark(inputs.shard);
    const stamp = {
      headSha: target.headSha,
      run: inputs.run,
      ...(cases !== undefined && { cases }),
      ...(shard !== undefined && { shard }),
    };
    const { state, id, feedback } = await upsertComment(octokit, target, { ...wish, stamp });
    say.info(`Comment: ${state}.`);
    return {
      ...(id !== undefined && { id }),
      ...(feedback && { feedback }),
      notes: state === 'superseded' ? ['A later run has already commented.'] : [],
    };
  } catch (error) {
    const status = statusOf(error);
    if (status === undefined || status === 401) throw error;
    const { message, hint } = apiProblem(error, 'write the comment');
    const isForbidden = status === 403 && !isRateLimit(error);
    const why = isForbidden
      ? 'The token may not write comments, as usual for forks and Dependabot; the job summary says the same.'
      : hint;
    (isForbidden ? say.notice : say.warning)(`${message}. ${why}`);
    return { notes: [`No comment was written: ${markdownText(message)}. ${why}`] };
  }
}
