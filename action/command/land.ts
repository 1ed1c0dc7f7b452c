import {
  ConfigurationError,
  type FileChange,
  markdownCode,
  markdownText,
  problem,
  type Problem,
} from '../../core/index.ts';
import { apiProblem, statusOf } from '../api-error.ts';
import { type CommitResult, commitFiles } from './commit-files.ts';
import { type Examined, examine } from '../examine.ts';
import { renderRefusal, renderUntold } from './render-refusal.ts';
import { tell } from '../tell/tell.ts';
import type { OwnComment } from '../tell/own-comments.ts';
import { say } from '../say.ts';
import type { PullJob } from '../world.ts';

/** What a command changes. `done`: plain words for the comment. `shown`: the comment that is there. */
export type Landing = {
  changes: FileChange[];
  message: string;
  done: string;
  examined?: Examined | undefined;
  shown?: OwnComment | undefined;
};

/** What the author of a command hears. Nothing, where the comment of casewright says it. `text` is Markdown. */
export type Answer = { isDone: boolean; text?: string };

/** Commits, and tells how things stand then; where that cannot be, leaves a patch among the report files. */
export async function land(job: PullJob, landing: Landing): Promise<Answer> {
  const { changes, message, done } = landing;
  if (job.inputs.dryRun) {
    await leavePatch(job, landing);
    return { isDone: true, text: `Dry run: nothing was committed. Otherwise: ${markdownText(done)}` };
  }
  const result = await commitFiles(job.octokit, job.target, { changes, message });
  if (result.state === 'moved') return { isDone: false, text: renderRefusal([moved]) };
  if (result.state === 'impossible') {
    await leavePatch(job, landing);
    return { isDone: false, text: patchText(job, result) };
  }
  return tellLanded(job, landing, result.sha);
}

/** The commit is there, whatever happens now: what cannot be told any more is no reason to call the command not done. */
async function tellLanded(job: PullJob, { done, shown }: Landing, headSha: string): Promise<Answer> {
  // How things stand needs no model: what this one wrote is committed, and it may be down by now.
  const now = { ...job, inputs: { ...job.inputs, model: 'rules' }, target: { ...job.target, headSha } };
  // Where the shards have comments of their own, one for everything would only be one more.
  const isShown = shown !== undefined && job.inputs.comment !== 'never';
  try {
    const examined = await examine(now);
    await tell(isShown ? now : silent(now), { ...examined, report: { ...examined.report, done } });
  } catch (error) {
    const problems = untold(error);
    for (const { code, message, hint } of problems) say.warning(`${code}: ${message} → ${hint}`);
    return { isDone: true, text: [markdownText(done), '', renderUntold(problems)].join('\n') };
  }
  return { isDone: true, ...(!isShown && { text: markdownText(done) }) };
}

function untold(error: unknown): Problem[] {
  if (error instanceof ConfigurationError) return error.problems;
  if (statusOf(error) === undefined || statusOf(error) === 401) throw error;
  return [apiProblem(error, 'read what was committed')];
}

/** The comment stays as it is: what it proposes is what people may still accept. */
async function leavePatch(job: PullJob, { changes, examined }: Landing): Promise<void> {
  const { report, ...rest } = examined ?? (await examine(job));
  await tell(silent(job), { ...rest, report: { ...report, changes } });
}

function silent(job: PullJob): PullJob {
  return { ...job, inputs: { ...job.inputs, comment: 'never' } };
}

function patchText(
  { target, environment, inputs }: PullJob,
  { why }: Extract<CommitResult, { state: 'impossible' }>,
): string {
  const { owner, repo } = target;
  const server = environment['GITHUB_SERVER_URL'] ?? 'https://github.com';
  const run = `${server}/${owner}/${repo}/actions/runs/${inputs.run.id}`;
  return [
    `Not committed: ${markdownText(why)}`,
    `The change is the file ${markdownCode('casewright.patch')} of [this run](${run}), among its artifacts where the workflow uploads the report files.`,
    'On the branch of the pull request: `git apply casewright.patch`, then commit.',
  ].join('\n\n');
}

const moved = problem({
  code: 'branch_moved',
  message: 'somebody pushed to the branch meanwhile, so nothing was committed',
  hint: 'Look at the new comment of casewright and say it again.',
});
