import { problem, type Problem } from '../core/index.ts';

/**
 * The HTTP status of a refusal by GitHub; undefined for every other error. A broken connection counts as 500, and what GraphQL
 * answers with 200 and a list of errors as what REST would have said.
 */
export function statusOf(error: unknown): number | undefined {
  if (!(error instanceof Error)) return undefined;
  const wrong = graphqlErrors(error);
  if (wrong) return graphqlStatus(wrong);
  return 'status' in error && typeof error.status === 'number' ? error.status : undefined;
}

/** Whether GitHub refused because too much was asked for lately, and not for lack of permission. */
export function isRateLimit(error: unknown): boolean {
  const status = statusOf(error);
  if (status === 429) return true;
  if (status !== 403 || !(error instanceof Error)) return false;
  const headers = headersOf(error);
  const says = /rate limit|abuse detection/i.test(error.message);
  return headers['x-ratelimit-remaining'] === '0' || headers['retry-after'] !== undefined || says;
}

/** How many seconds GitHub asks to wait, if it says so. `now` in milliseconds. */
export function askedPause(error: unknown, now: number = Date.now()): number | undefined {
  const headers = error instanceof Error ? headersOf(error) : {};
  const after = Number(headers['retry-after'] || Number.NaN);
  if (Number.isFinite(after)) return Math.max(after, 0);
  const reset = Number(headers['x-ratelimit-reset'] || Number.NaN);
  if (headers['x-ratelimit-remaining'] !== '0' || !Number.isFinite(reset)) return undefined;
  // One second more: after the limit, not at it.
  return Math.max(Math.ceil(reset - now / 1000) + 1, 1);
}

/** What GitHub refused, as a problem. `attempt` says what for, such as `read docs/shop.md`. */
export function apiProblem(error: unknown, attempt: string): Problem {
  const status = statusOf(error);
  const cause = error instanceof Error ? error.message : String(error);
  const short = cause
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 300)
    // Whoever puts it into a sentence ends that.
    .replace(/[.\s]+$/, '');
  const said = error instanceof Error && graphqlErrors(error) ? 'with errors' : (status ?? 'nothing');
  return problem({
    code: status === 401 ? 'token_rejected' : 'github_failed',
    message: `cannot ${attempt}: GitHub answered ${said}: ${short}`,
    hint: isRateLimit(error) ? limited : (hints[status ?? 0] ?? again),
  });
}

const again = 'Run the job again; githubstatus.com says whether GitHub has trouble.';
const limited =
  'GitHub limits how much a token may ask for in an hour, and how fast. Run the job again later, and fewer jobs at once.';

const hints: Record<number, string> = {
  401: 'The github-token is wrong or has expired. Leave the input out to use the token of the workflow.',
  403: 'Give the job `permissions: { contents: read, pull-requests: write }`.',
  404: 'The token may not see it: give the job `permissions: { contents: read, pull-requests: write }`.',
};

function headersOf(error: Error): Record<string, unknown> {
  const response = 'response' in error ? fieldsOf(error.response) : {};
  return fieldsOf(response['headers'] ?? ('headers' in error ? error.headers : undefined));
}

/** What GraphQL complains of: the client throws one error for it, its throttling another one. */
function graphqlErrors(error: Error): Record<string, unknown>[] | undefined {
  const { errors } = error.name === 'GraphqlResponseError' ? fieldsOf(error) : fieldsOf('data' in error && error.data);
  if ('status' in error || !Array.isArray(errors)) return undefined;
  return errors.map(fieldsOf);
}

function graphqlStatus(errors: Record<string, unknown>[]): number {
  const is = (type: string, words: RegExp) =>
    errors.some((each) => each['type'] === type || words.test(String(each['message'])));
  if (is('RATE_LIMITED', /rate limit/i)) return 429;
  if (is('FORBIDDEN', /not accessible by/i)) return 403;
  return is('NOT_FOUND', /^Could not resolve to /) ? 404 : 500;
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
