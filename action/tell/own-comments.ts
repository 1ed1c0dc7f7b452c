import type { PullTarget } from '../event.ts';
import type { Feedback } from './feedback.ts';
import { type Stamp, unstamped } from './marker.ts';
import type { Octokit } from '../octokit.ts';
import { ownAuthor } from './own-author.ts';

export type Place = Pick<PullTarget, 'owner' | 'repo' | 'number'>;

export type OwnComment = { id: number; body: string; stamp: Stamp; updatedAt: string; feedback?: Feedback };

/** The comment that stays and speaks of everything: of several the lowest id. */
export async function findComment(octokit: Octokit, place: Place): Promise<OwnComment | undefined> {
  const all = await ownComments(octokit, place);
  return all.find(({ stamp }) => stamp.shard === undefined);
}

/** Those of all shards, by ascending id. Anybody can copy the marker, so the author counts too. */
export async function ownComments(octokit: Octokit, { owner, repo, number }: Place): Promise<OwnComment[]> {
  const isOwn = await ownAuthor(octokit);
  const query = { owner, repo, issue_number: number, per_page: 100 };
  const comments = await octokit.paginate(octokit.rest.issues.listComments, query);
  return comments
    .filter(({ user }) => isOwn(user))
    .flatMap(({ id, body = '', updated_at, reactions }) => {
      const parts = unstamped(body);
      if (!parts) return [];
      const feedback = reactions && { up: reactions['+1'], down: reactions['-1'] };
      return [{ id, ...parts, updatedAt: updated_at, ...(feedback && { feedback }) }];
    })
    .toSorted((a, b) => a.id - b.id);
}
