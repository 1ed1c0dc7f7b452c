import { getOctokit } from '@actions/github';
import { retry } from '@octokit/plugin-retry';
import { throttling } from '@octokit/plugin-throttling';

export type Octokit = ReturnType<typeof getOctokit>;

/** Whoever tries again on its own waits no longer than this either. */
export const longestPauseSeconds = 120;

/** For a request that is never repeated as it was: neither after trouble nor after a limit. */
export const onlyOnce = { retries: 0 };

type Asked = { request: { [option: string]: unknown } };

/**
 * A client for GITHUB_API_URL (or `baseUrl`) that waits and tries again where that helps: 5xx, broken connections, and limits
 * whose end is near. Writes go one after the other.
 */
export function createOctokit(token: string, place: { baseUrl?: string } = {}): Octokit {
  const tryAgain = (...[seconds, { request }, , tries]: [number, Asked, unknown, number]) =>
    request['retries'] !== onlyOnce.retries && tries < 2 && seconds <= longestPauseSeconds;
  return getOctokit(
    token,
    {
      ...place,
      // Each server has limits of its own.
      throttle: { onRateLimit: tryAgain, onSecondaryRateLimit: tryAgain, id: place.baseUrl ?? 'default' },
      retry: { retries: 3 },
    },
    retry,
    throttling,
  );
}
