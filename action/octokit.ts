import { getOctokit } from '@actions/github';
import { retry } from '@octokit/plugin-retry';
import { throttling } from '@octokit/plugin-throttling';

export type Octokit = ReturnType<typeof getOctokit>;

const longestPauseSeconds = 120;

/**
 * A client for GITHUB_API_URL that waits and tries again where that helps: 5xx, broken connections, and limits whose end
 * is near. Writes go one after the other.
 */
export function createOctokit(token: string): Octokit {
  const tryAgain = (...[seconds, , , tries]: [number, unknown, unknown, number]) =>
    tries < 2 && seconds <= longestPauseSeconds;
  return getOctokit(
    token,
    { throttle: { onRateLimit: tryAgain, onSecondaryRateLimit: tryAgain }, retry: { retries: 3 } },
    retry,
    throttling,
  );
}
