import { isRateLimit, statusOf } from '../api-error.ts';
import type { Octokit } from '../octokit.ts';

/** Whether an account is the one that this token writes as. */
export type IsOwn = (user: { login: string; type: string } | null) => boolean;

const known = new WeakMap<Octokit, Promise<IsOwn>>();

/**
 * Who this token writes as, asked once. The client keeps a second between a query of this kind and the next write, so whoever will
 * write a comment asks early.
 */
export function ownAuthor(octokit: Octokit): Promise<IsOwn> {
  const asked = known.get(octokit) ?? askAuthor(octokit);
  known.set(octokit, asked);
  // Whoever needs the answer hears of its failure.
  asked.catch(() => undefined);
  return asked;
}

/**
 * Only the viewer of a GraphQL query answers that for the tokens of workflows, of apps and of people alike; where the question is
 * forbidden the token is taken for the workflow's. Any other trouble says nothing of the token and is thrown: a wrong guess would
 * leave a second comment.
 */
async function askAuthor(octokit: Octokit): Promise<IsOwn> {
  const login = await octokit
    .graphql<{ viewer: { login: string } }>('query { viewer { login } }')
    .then(({ viewer }) => viewer.login)
    .catch((error: unknown) => {
      if (![403, 404].includes(statusOf(error) ?? 0) || isRateLimit(error)) throw error;
      return 'github-actions[bot]';
    });
  const bot = login.endsWith('[bot]') ? login : `${login}[bot]`;
  return (user) => user !== null && (user.login === login || (user.login === bot && user.type === 'Bot'));
}
