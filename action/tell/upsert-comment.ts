import { type IsOwn, ownAuthor } from './own-author.ts';
import type { PullTarget } from '../event.ts';
import type { Feedback } from './feedback.ts';
import { isLater, type Stamp, stamped, unstamped } from './marker.ts';
import type { Octokit } from '../octokit.ts';

type Place = Pick<PullTarget, 'owner' | 'repo' | 'number'>;

/**
 * `superseded`: a later run has commented already. `none`: there was nothing to update, and nothing was to be created.
 * `feedback`: reactions to the comment that was there.
 */
export type Upserted = {
  state: 'created' | 'updated' | 'unchanged' | 'superseded' | 'none';
  id?: number;
  feedback?: Feedback;
};

/**
 * Keeps one comment of casewright on the pull request: creates it (unless `create` is false), updates it where it says
 * something else, leaves it alone where a later run wrote it. Two runs at once may both create one: each looks again
 * afterwards, and the lowest id stays. Refusals by GitHub are thrown.
 */
export async function upsertComment(
  octokit: Octokit,
  place: Place,
  wish: { body: string; stamp: Stamp; create: boolean },
): Promise<Upserted> {
  const { owner, repo, number } = place;
  const isOwn = await ownAuthor(octokit);
  const body = stamped(wish.body, wish.stamp);
  const list = () => ownComments(octokit, place, { isOwn, shard: wish.stamp.shard });
  const existing = await list();
  if (existing.length === 0) {
    if (!wish.create) return { state: 'none' };
    await octokit.rest.issues.createComment({ owner, repo, issue_number: number, body });
    const [first, ...others] = await list();
    if (!first) return { state: 'created' };
    if (others.length === 0) return { state: 'created', id: first.id };
    return converge([first, ...others]);
  }
  return converge(existing);

  async function converge(comments: OwnComment[]): Promise<Upserted> {
    const [first, ...others] = comments;
    if (!first) return { state: 'none' };
    const { id, feedback } = first;
    const known = { id, ...(feedback && { feedback }) };
    if (comments.some(({ stamp }) => isLater(stamp, wish.stamp))) {
      // The later run tidies up; only what this run has just created is its own to remove.
      await remove(others.filter(({ stamp }) => !isLater(stamp, wish.stamp)));
      return { state: 'superseded', ...known };
    }
    // Whoever accepts proposed cases is held to the digest, so another one must not stay behind the same words.
    const isSame = first.body === wish.body.trimEnd() && first.stamp.cases === wish.stamp.cases;
    if (!isSame) await octokit.rest.issues.updateComment({ owner, repo, comment_id: id, body });
    await remove(others);
    return { state: isSame ? 'unchanged' : 'updated', ...known };
  }

  async function remove(comments: OwnComment[]): Promise<void> {
    for (const { id } of comments) await octokit.rest.issues.deleteComment({ owner, repo, comment_id: id });
  }
}

export type OwnComment = { id: number; body: string; stamp: Stamp; updatedAt: string; feedback?: Feedback };

/** The comment that stays: of several the lowest id. */
export async function findComment(octokit: Octokit, place: Place, shard?: string): Promise<OwnComment | undefined> {
  const isOwn = await ownAuthor(octokit);
  return (await ownComments(octokit, place, { isOwn, shard }))[0];
}

/** Those of one shard by ascending id. Anybody can copy the marker, so the author counts too. */
async function ownComments(
  octokit: Octokit,
  { owner, repo, number }: Place,
  { isOwn, shard }: { isOwn: IsOwn; shard: string | undefined },
): Promise<OwnComment[]> {
  const query = { owner, repo, issue_number: number, per_page: 100 };
  const comments = await octokit.paginate(octokit.rest.issues.listComments, query);
  return comments
    .filter(({ user }) => isOwn(user))
    .flatMap(({ id, body = '', updated_at, reactions }) => {
      const parts = unstamped(body);
      if (!parts || parts.stamp.shard !== shard) return [];
      const feedback = reactions && { up: reactions['+1'], down: reactions['-1'] };
      return [{ id, ...parts, updatedAt: updated_at, ...(feedback && { feedback }) }];
    })
    .toSorted((a, b) => a.id - b.id);
}
