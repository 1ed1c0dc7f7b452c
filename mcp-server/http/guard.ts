import { validateHostHeader, validateOriginHeader } from '@modelcontextprotocol/server';
import type { MiddlewareHandler } from 'hono';
import { rateLimiter } from 'hono-rate-limiter';
import type { Host, HttpContext, HttpEnv } from './exchange.ts';
import { findCaller } from './find-caller.ts';
import { because, refuse } from './refuse.ts';

type Guard = MiddlewareHandler<HttpEnv>;

/** Anybody may ask whether the server is up. */
export const openPath = '/health';

/** Turns down what a page of another site makes a browser send. Also where tokens are needed: browsers keep some. */
export function checkNames({ names }: Host): Guard {
  return async (c, next) => {
    const host = c.req.header('host');
    // A URL may hold more than a name and a port; the header may not.
    const isPlain = host !== undefined && /^(?:[\w.-]+|\[[\da-fA-F:.]+\])(?::\d+)?$/.test(host);
    if (!isPlain || !validateHostHeader(host, [...names]).ok) return refuse(c, hostRefused);
    if (!validateOriginHeader(c.req.header('origin'), [...names]).ok) return refuse(c, originRefused);
    return next();
  };
}

/** Finds whose request it is. */
export function identify({ tokens }: Host): Guard {
  return async (c, next) => {
    const found = tokens.length === 0 ? { caller: 'local' } : findCaller(c.req.header('authorization'), tokens);
    if (found.caller !== undefined) c.get('exchange').caller = found.caller;
    return next();
  };
}

/** Turns down who has no token, but for `openPath`. */
export function demandToken(): Guard {
  return async (c, next) => {
    if (c.get('exchange').caller !== undefined || c.req.path === openPath) return next();
    const given = c.req.header('authorization') !== undefined;
    // RFC 6750: an error is told only to who tried.
    const error = given ? ', error="invalid_token", error_description="The token is not known"' : '';
    const headers = { 'WWW-Authenticate': `Bearer realm="casewright"${error}` };
    return refuse(c, { ...(given ? unknownToken : noToken), headers });
  };
}

/** So many requests a minute for each token; without one, for each address. */
export function limitRate({ limits }: Host): Guard {
  return rateLimiter<HttpEnv>({
    windowMs: 60_000,
    limit: limits.requestsPerMinute,
    standardHeaders: 'draft-7',
    keyGenerator: (c) => keyOf(c),
    skip: (c) => c.req.path === openPath,
    handler: (c) => refuse(c, tooMany(limits.requestsPerMinute)),
  });
}

function keyOf(c: HttpContext): string {
  const { caller = 'local' } = c.get('exchange');
  return caller === 'local' ? `address ${c.env.incoming?.socket.remoteAddress ?? ''}` : `token ${caller}`;
}

const hostRefused = because(
  'host_not_allowed',
  'the server does not answer to the name in Host',
  'Call it by its own name, or start it with --allowed-host NAME.',
);
const originRefused = because(
  'origin_not_allowed',
  'the page that sent this is none of the server',
  'Send no Origin, or start the server with --allowed-host NAME of the page.',
);
const noToken = because('unauthorized', 'a bearer token is needed', 'Send Authorization: Bearer TOKEN.');
const unknownToken = because(
  'unauthorized',
  'the token is not known',
  'Ask who runs the server for one: casewright mcp --new-token NAME.',
);
const tooMany = (limit: number) =>
  because(
    'too_many_requests',
    `more than ${limit} requests in a minute`,
    'Wait as long as Retry-After says; CASEWRIGHT_RATE_LIMIT sets the limit.',
  );
