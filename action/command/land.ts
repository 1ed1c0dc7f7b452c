import { type FileChange, markdownCode, markdownText, problem } from '../../core/index.ts';
import { type CommitResult, commitFiles } from './commit-files.ts';
import { type Examined, examine } from '../examine.ts';
import { renderRefusal } from './render-refusal.ts';
import { tell } from '../tell/tell.ts';
import type { OwnComment } from '../tell/upsert-comment.ts';
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
  const { changes, message, done, shown } = landing;
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
  const now = { ...job, target: { ...job.target, headSha: result.sha } };
  const examined = await examine(now);
  const report = { ...examined.report, done };
  // Where the shards have comments of their own, one for everything would only be one more.
  const isShown = shown !== undefined && job.inputs.comment !== 'never';
  await tell(isShown ? now : silent(now), { ...examined, report });
  return { isDone: true, ...(!isShown && { text: markdownText(done) }) };
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
