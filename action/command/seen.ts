import { lockPath, problem, type Problem, suitePath } from '../../core/index.ts';
import { statusOf } from '../api-error.ts';
import { casesDigest } from '../tell/cases-digest.ts';
import type { CommentTrigger } from '../event.ts';
import type { Snapshot } from '../read/read-files.ts';
import type { SignableRecord } from './signable-record.ts';
import type { OwnComment } from '../tell/own-comments.ts';
import type { PullJob } from '../world.ts';

/**
 * A person signs what the comment of casewright shows, and the event of a command does not say what they saw. Undefined: what
 * would be signed is what was shown there. Cases that are committed may be signed where nothing was shown; `documents` are theirs.
 */
export async function unseenProblem(
  job: PullJob,
  shown: OwnComment | undefined,
  { record, documents, comment }: { record: SignableRecord; documents: string[] } & Pick<CommentTrigger, 'comment'>,
): Promise<Problem | undefined> {
  const { proposed } = record;
  if (!shown) return proposed.length > 0 ? notShown : undefined;
  const paths = proposed.length > 0 ? record.documents.map(({ path }) => path) : documents;
  if (mayHaveCrossed(job, shown, comment.createdAt) || !(await isAsShown(job, shown, paths))) return changedSince;
  return proposed.length > 0 && shown.stamp.cases !== casesDigest(proposed) ? otherCases : undefined;
}

/** Whoever may push here may sign as well; but a push to a fork, and the new comment on it, may have crossed the command. */
function mayHaveCrossed({ target }: PullJob, { updatedAt }: OwnComment, commandAt: string): boolean {
  const isFork = target.headRepository.toLowerCase() !== `${target.owner}/${target.repo}`.toLowerCase();
  return isFork && Date.parse(updatedAt) > Date.parse(commandAt);
}

async function isAsShown(
  { repository, target }: PullJob,
  { stamp }: OwnComment,
  documents: string[],
): Promise<boolean> {
  if (stamp.headSha === target.headSha) return true;
  const paths = [lockPath, ...documents.flatMap((path) => [path, suitePath(path)])];
  try {
    return await isSame(repository.at(stamp.headSha), repository.at(target.headSha), paths);
  } catch (error) {
    // After a forced push the commit that was shown may be gone.
    if (![404, 409, 422].includes(statusOf(error) ?? 0)) throw error;
    return false;
  }
}

async function isSame(then: Snapshot, now: Snapshot, paths: string[]): Promise<boolean> {
  // What a listing leaves out cannot be compared.
  if ((await then.truncated()) || (await now.truncated())) return false;
  const [before, after] = await Promise.all([then.files(), now.files()]);
  return paths.every((path) => {
    const [old, current] = [before.get(path), after.get(path)];
    return old?.sha === current?.sha && old?.mode === current?.mode;
  });
}

const changedSince = problem({
  code: 'changed_since',
  message: 'the pull request changed after the comment of casewright that you saw',
  hint: 'Look at the new one and say it again.',
});

const notShown = problem({
  code: 'not_shown',
  message: 'these cases are not committed, and no comment of casewright shows them',
  hint: 'Write /casewright generate to commit them as drafts, look at them, then say it again.',
});

const otherCases = problem({
  code: 'other_cases',
  message: 'the cases are not committed, and this run wrote others than the comment of casewright shows',
  hint: 'Write /casewright generate to commit them as drafts, look at them, then say it again.',
});
