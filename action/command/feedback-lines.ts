import { ConfigurationError, feedbackPath } from '../../core/index.ts';
import type { OwnComment } from '../tell/own-comments.ts';
import type { PullJob } from '../world.ts';

type Line = { at: string; by: string; action: 'reaction'; content: string; comment: number };

/**
 * `casewright/feedback.jsonl` of the head, with people's thumbs on the comment of casewright that it does not hold yet. Everybody
 * counts: the file says who it was.
 * @throws ConfigurationError where the file is there and cannot be read: nothing of it may get lost
 */
export async function readFeedback(job: PullJob, shown: OwnComment | undefined): Promise<string> {
  const file = await job.repository.at(job.target.headSha).read(feedbackPath);
  if (file && 'problem' in file) throw new ConfigurationError([{ ...file.problem, severity: 'error' }]);
  const text = file?.text ?? '';
  const known = text === '' || text.endsWith('\n') ? text : `${text}\n`;
  if (!shown?.feedback || shown.feedback.up + shown.feedback.down === 0) return known;
  const there = new Set(known.split('\n'));
  const fresh = (await thumbs(job, shown.id)).map((line) => JSON.stringify(line)).filter((line) => !there.has(line));
  return known + fresh.map((line) => `${line}\n`).join('');
}

async function thumbs({ octokit, target: { owner, repo } }: PullJob, id: number): Promise<Line[]> {
  const query = { owner, repo, comment_id: id, per_page: 100 };
  const reactions = await octokit.paginate(octokit.rest.reactions.listForIssueComment, query);
  return reactions.flatMap(({ user, content, created_at }): Line[] => {
    if (user === null || user.type === 'Bot' || (content !== '+1' && content !== '-1')) return [];
    return [{ at: created_at, by: user.login, action: 'reaction', content, comment: id }];
  });
}
