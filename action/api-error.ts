import { problem, type Problem } from '../core/index.ts';

/** The HTTP status of a refusal by GitHub; undefined for every other error. A broken connection counts as 500. */
export function statusOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('status' in error)) return undefined;
  return typeof error.status === 'number' ? error.status : undefined;
}

/** What GitHub refused, as a problem. `attempt` says what for, such as `read docs/shop.md`. */
export function apiProblem(error: unknown, attempt: string): Problem {
  const status = statusOf(error);
  const cause = error instanceof Error ? error.message : String(error);
  const short = cause
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 300);
  return problem({
    code: status === 401 ? 'token_rejected' : 'github_failed',
    message: `cannot ${attempt}: GitHub answered ${status ?? 'nothing'}: ${short}`,
    hint: hints[status ?? 0] ?? 'Run the job again; githubstatus.com says whether GitHub has trouble.',
  });
}

const hints: Record<number, string> = {
  401: 'The github-token is wrong or has expired. Leave the input out to use the token of the workflow.',
  403: 'Give the job `permissions: { contents: read, pull-requests: write }`.',
  404: 'The token may not see it: give the job `permissions: { contents: read, pull-requests: write }`.',
};
