import { statusOf } from './api-error.ts';
import type { Target } from './event.ts';
import { isLater, type Stamp, stamped, unstamped } from './marker.ts';
import type { Octokit } from './octokit.ts';

type Place = Extract<Target, { kind: 'pull_request' }>;

/** `superseded`: a later run has commented already. `none`: there was nothing to update, and nothing was to be created. */
export type Upserted = { state: 'created' | 'updated' | 'unchanged' | 'superseded' | 'none'; id?: number };

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
  const isMine = await authorCheck(octokit);
  const body = stamped(wish.body, wish.stamp);
  const existing = await ownComments(octokit, place, isMine);
  if (existing.length === 0) {
    if (!wish.create) return { state: 'none' };
    await octokit.rest.issues.createComment({ owner, repo, issue_number: number, body });
    const [first, ...others] = await ownComments(octokit, place, isMine);
    if (!first) return { state: 'created' };
    if (others.length === 0) return { state: 'created', id: first.id };
    return converge([first, ...others]);
  }
  return converge(existing);

  async function converge(comments: OwnComment[]): Promise<Upserted> {
    const [first, ...others] = comments;
    if (!first) return { state: 'none' };
    if (comments.some(({ stamp }) => isLater(stamp, wish.stamp))) {
      // The later run tidies up; only what this run has just created is its own to remove.
      await remove(others.filter(({ stamp }) => !isLater(stamp, wish.stamp)));
      return { state: 'superseded', id: first.id };
    }
    const isSame = first.body === wish.body.trimEnd();
    if (!isSame) await octokit.rest.issues.updateComment({ owner, repo, comment_id: first.id, body });
    await remove(others);
    return { state: isSame ? 'unchanged' : 'updated', id: first.id };
  }

  async function remove(comments: OwnComment[]): Promise<void> {
    for (const { id } of comments) await octokit.rest.issues.deleteComment({ owner, repo, comment_id: id });
  }
}

type OwnComment = { id: number; body: string; stamp: Stamp };
type Author = { login: string; type: string } | null;

/** By ascending id. Anybody can copy the marker, so the author counts too. */
async function ownComments(
  octokit: Octokit,
  { owner, repo, number }: Place,
  isMine: (user: Author) => boolean,
): Promise<OwnComment[]> {
  const query = { owner, repo, issue_number: number, per_page: 100 };
  const comments = await octokit.paginate(octokit.rest.issues.listComments, query);
  return comments
    .filter(({ user }) => isMine(user))
    .flatMap(({ id, body = '' }) => {
      const parts = unstamped(body);
      return parts ? [{ id, ...parts }] : [];
    })
    .toSorted((a, b) => a.id - b.id);
}

/**
 * Who this token writes as. Only the viewer of a GraphQL query answers that for the tokens of workflows, of apps and of
 * people alike; where it is refused the token is taken for the workflow's.
 */
async function authorCheck(octokit: Octokit): Promise<(user: Author) => boolean> {
  const login = await octokit
    .graphql<{ viewer: { login: string } }>('query { viewer { login } }')
    .then(({ viewer }) => viewer.login)
    .catch((error: unknown) => {
      if (statusOf(error) === 401) throw error;
      return 'github-actions[bot]';
    });
  const bot = login.endsWith('[bot]') ? login : `${login}[bot]`;
  return (user) => user !== null && (user.login === login || (user.login === bot && user.type === 'Bot'));
}
