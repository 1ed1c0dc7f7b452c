import { feedbackPath, type NamedCase, plural, problem, visible } from '../../core/index.ts';
import { casesDigest } from '../tell/cases-digest.ts';
import { commitMessage } from './commit-message.ts';
import type { CommentTrigger } from '../event.ts';
import { examine } from '../examine.ts';
import { explainCases } from './explain-cases.ts';
import { readFeedback } from './feedback-lines.ts';
import { type Answer, land } from './land.ts';
import type { Command } from './parse-command.ts';
import { prepareReview, type Review } from './prepare-review.ts';
import { realChanges } from './real-changes.ts';
import { renderRefusal } from './render-refusal.ts';
import { findComment } from '../tell/own-comments.ts';
import type { PullJob } from '../world.ts';

/**
 * Does what a command says. Its author may write to the repository.
 * @throws ConfigurationError where the repository cannot be examined; GitHub's refusals
 */
export async function followCommand(
  job: PullJob,
  command: Exclude<Command, { verb: 'help' }>,
  trigger: CommentTrigger,
): Promise<Answer> {
  if (command.verb === 'explain') {
    const explained = await explainCases(job, command.ids);
    if ('problems' in explained) return { isDone: false, text: renderRefusal(explained.problems) };
    return { isDone: true, text: explained.text };
  }
  if (trigger.isClosed) return { isDone: false, text: renderRefusal([closed]) };
  return 'ids' in command ? review(job, command, trigger) : generate(job, trigger);
}

async function generate(job: PullJob, trigger: CommentTrigger): Promise<Answer> {
  const examined = await examine(job);
  const { changes: proposed, written } = examined.report;
  if (proposed.length === 0)
    return { isDone: true, text: 'Nothing to commit: the committed suites are what would be generated.' };
  const shown = await findComment(job.octokit, job.target);
  const feedback = await readFeedback(job, shown);
  const said = feedback === '' ? [] : [{ path: feedbackPath, text: feedback }];
  const changes = await realChanges(job, [...proposed, ...said]);
  const what = written.length > 0 ? `cases of ${plural(written.length, 'requirement')}` : 'suites and lockfile';
  // Nobody is held to what the comment shows, but whoever read it should know.
  const isOther = shown !== undefined && shown.stamp.cases !== casesDigest(proposed);
  const other = isOther ? ' They differ in words from those that the comment showed.' : '';
  const done = `Committed for ${trigger.comment.login}: ${what}.${other}`;
  const message = commitMessage(`generate ${what}`, trigger, job.environment['GITHUB_SERVER_URL']);
  return land(job, { changes, message, done, examined, shown });
}

async function review(job: PullJob, command: Review, trigger: CommentTrigger): Promise<Answer> {
  const prepared = await prepareReview(job, command, trigger);
  if ('problems' in prepared) return { isDone: false, text: renderRefusal(prepared.problems) };
  const { changes, cases, examined, shown } = prepared;
  if (cases.length === 0)
    return { isDone: true, text: 'Nothing to accept: no draft is left that fits its requirement.' };
  if (changes.length === 0)
    return { isDone: true, text: `Nothing to commit: ${plural(cases.length, 'case')} signed like this already.` };
  const ids = cases.map(({ given }) => given.id);
  const message = commitMessage({ verb: command.verb, ids }, trigger, job.environment['GITHUB_SERVER_URL']);
  return land(job, { changes, message, done: doneText(command, cases, trigger), examined, shown });
}

function doneText(command: Review, cases: NamedCase[], { comment }: CommentTrigger): string {
  const shown = cases.slice(0, 10).map(({ given }) => visible(given.id));
  const more = cases.length > shown.length ? ` and ${cases.length - shown.length} more` : '';
  const reason = command.verb === 'reject' ? ` (${command.reason})` : '';
  return `${command.verb === 'accept' ? 'Accepted' : 'Rejected'} by ${comment.login}: ${shown.join(', ')}${more}${reason}.`;
}

const closed = problem({
  code: 'closed',
  message: 'the pull request is closed',
  hint: 'Reopen it, or use the command line on the branch that it went into.',
});
