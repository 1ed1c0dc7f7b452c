import { setTimeout as pause } from 'node:timers/promises';
import { askedPause, isRateLimit, statusOf } from '../api-error.ts';
import type { Feedback } from './feedback.ts';
import { isLater, isReplaced, type Stamp, stamped } from './marker.ts';
import { longestPauseSeconds, type Octokit, onlyOnce } from '../octokit.ts';
import { type OwnComment, ownComments, type Place } from './own-comments.ts';

/**
 * `superseded`: a later run has commented already. `none`: there was nothing to update, and nothing was to be created.
 * `feedback`: reactions to the comment that was there.
 */
export type Upserted = {
  state: 'created' | 'updated' | 'unchanged' | 'superseded' | 'none';
  id?: number;
  feedback?: Feedback;
};

/** `sleep`: waits for milliseconds. */
type Wish = { body: string; stamp: Stamp; create: boolean; sleep?: (ms: number) => Promise<unknown> };

type Pause = { seconds: number };

const mostTries = 3;
const troubleSeconds = 3;
// As GitHub asks where it names no time.
const limitSeconds = 60;

/**
 * Keeps one comment of casewright on the pull request: creates it (unless `create` is false), updates it where it says
 * something else, leaves it alone where a later run wrote it. Two runs at once may both create one: each looks again
 * afterwards, and the lowest id stays. Older comments of shards that there are no more go. Refusals by GitHub are thrown.
 */
export async function upsertComment(
  octokit: Octokit,
  place: Place,
  { sleep = pause, ...wish }: Wish,
): Promise<Upserted> {
  const { owner, repo, number } = place;
  const body = stamped(wish.body, wish.stamp);
  const isMine = ({ stamp }: OwnComment) => stamp.shard === wish.stamp.shard;
  let all = await ownComments(octokit, place);
  let created: OwnComment | undefined;
  if (!all.some(isMine)) {
    if (!wish.create) return { state: 'none' };
    const { data } = await octokit.rest.issues.createComment({ owner, repo, issue_number: number, body });
    created = { id: data.id, body: wish.body.trimEnd(), stamp: wish.stamp, updatedAt: data.updated_at };
    all = await lookAgain();
  }
  for (let tries = 1; ; tries += 1) {
    const done = await converge(tries < mostTries);
    if ('state' in done) return done;
    await sleep(done.seconds * 1000);
    // Meanwhile a later run may have commented.
    all = await lookAgain();
  }

  /** A listing may be older than what was just created. */
  async function lookAgain(): Promise<OwnComment[]> {
    const there = await ownComments(octokit, place);
    if (!created || there.some(({ id }) => id === created?.id)) return there;
    return [...there, created].toSorted((a, b) => a.id - b.id);
  }

  async function converge(mayWait: boolean): Promise<Upserted | Pause> {
    const [first, ...others] = all.filter(isMine);
    if (!first) return { state: 'none' };
    const { id, feedback } = first;
    const known = { id, ...(feedback && { feedback }) };
    if ([first, ...others].some(({ stamp }) => isLater(stamp, wish.stamp))) {
      // The later run tidies up; only what this run has just created is its own to remove.
      await remove(others.filter(({ stamp }) => !isLater(stamp, wish.stamp)));
      return { state: 'superseded', ...known };
    }
    const isNew = id === created?.id;
    // Whoever accepts proposed cases is held to the digest, so another one must not stay behind the same words.
    const isSame = isNew || (first.body === wish.body.trimEnd() && first.stamp.cases === wish.stamp.cases);
    const wait = isSame ? undefined : await overwrite(id, mayWait);
    if (wait) return wait;
    await remove([...others, ...all.filter(({ stamp }) => isReplaced(stamp, wish.stamp))]);
    return { state: isNew ? 'created' : isSame ? 'unchanged' : 'updated', ...known };
  }

  /** How long to wait before another look, where that may help. */
  async function overwrite(id: number, mayWait: boolean): Promise<Pause | undefined> {
    try {
      // By itself the client would send the same text again, however old it is by then.
      await octokit.rest.issues.updateComment({ owner, repo, comment_id: id, body, request: { ...onlyOnce } });
      return undefined;
    } catch (error) {
      const isLimit = isRateLimit(error);
      const seconds = askedPause(error) ?? (isLimit ? limitSeconds : troubleSeconds);
      const helps = isLimit || (statusOf(error) ?? 0) >= 500;
      if (!mayWait || !helps || seconds > longestPauseSeconds) throw error;
      return { seconds };
    }
  }

  async function remove(comments: OwnComment[]): Promise<void> {
    for (const { id } of comments) {
      try {
        await octokit.rest.issues.deleteComment({ owner, repo, comment_id: id });
      } catch (error) {
        // Another run was faster.
        if (statusOf(error) !== 404) throw error;
      }
    }
  }
}
