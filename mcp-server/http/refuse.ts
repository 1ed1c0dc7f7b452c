import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { STATUS_CODES } from 'node:http';
import { problem, type Problem } from '../../core/index.ts';
import { cleanData } from '../clean.ts';
import type { HttpContext } from './exchange.ts';

/** Why a request is not answered as asked. The first problem gives its status, unless it is said. */
export type Refusal = { problems: Problem[]; status?: ContentfulStatusCode; headers?: Record<string, string> };

const statuses: Record<string, ContentfulStatusCode> = {
  wrong_argument: 400,
  missing_argument: 400,
  unknown_argument: 400,
  invalid_path: 400,
  broken_json: 400,
  too_deep: 400,
  unauthorized: 401,
  outside_root: 403,
  hidden_path: 403,
  reserved_path: 403,
  host_not_allowed: 403,
  origin_not_allowed: 403,
  not_found: 404,
  no_such_path: 404,
  no_match: 404,
  method_not_allowed: 405,
  not_finished: 409,
  no_result: 409,
  suite_conflict: 409,
  lock_conflict: 409,
  changed_meanwhile: 409,
  file_exists: 409,
  overwrites_document: 409,
  several_roots: 400,
  too_large: 413,
  file_too_large: 413,
  result_too_large: 413,
  unsupported_media_type: 415,
  too_many_requests: 429,
  queue_full: 429,
  repository_busy: 409,
  internal_error: 500,
  cannot_write: 500,
  job_store: 500,
  // Nobody reads it: the client has gone.
  cancelled: 503,
  shutting_down: 503,
  time_limit: 504,
  timed_out: 504,
};

/** What a problem with this code is answered with. What is wrong with a document or a configuration is 422. */
function statusOf(code: string): ContentfulStatusCode {
  return statuses[code] ?? (code.startsWith('unknown_') ? 404 : 422);
}

/** Paths that answer every request, also a wrong one, in the form that older clients know. */
const envelopePaths: readonly string[] = ['/', '/generate-tests'];

export type Envelope = { message: string; is_success: boolean; data: object | null; status_code: number };

/** RFC 9457: `application/problem+json`. What hides in the text of documents is gone. */
export function refuse(c: HttpContext, { problems, status, headers = {} }: Refusal): Response {
  const [first = unexplained, ...rest] = cleanData(problems);
  const code = status ?? statusOf(first.code);
  const exchange = c.get('exchange');
  exchange.code = first.code;
  if (code === 429 && !c.res.headers.has('Retry-After') && !('Retry-After' in headers)) c.header('Retry-After', '10');
  if (envelopePaths.includes(c.req.path)) {
    const message = [first, ...rest].map((each) => `${each.message} → ${each.hint}`).join('\n');
    return c.json<Envelope>({ message, is_success: false, data: null, status_code: code }, code, headers);
  }
  const body = {
    type: `urn:casewright:problem:${first.code}`,
    title: STATUS_CODES[code] ?? 'Refused',
    status: code,
    detail: first.message,
    instance: new URL(c.req.url).pathname,
    code: first.code,
    hint: first.hint,
    problems: [first, ...rest],
    correlation_id: exchange.correlation_id,
  };
  return c.body(JSON.stringify(body), code, { ...headers, 'Content-Type': 'application/problem+json' });
}

/** A refusal for one reason. */
export function because(code: string, message: string, hint: string): Refusal {
  return { problems: [problem({ code, message, hint })] };
}

const unexplained = problem({
  code: 'internal_error',
  message: 'the request failed without a reason',
  hint: 'This is a defect of casewright; the server has written more to standard error.',
});
