import { randomUUID } from 'node:crypto';
import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import type { Log } from '../../core/index.ts';
import type { Settings } from '../define-tool.ts';
import type { Limits } from './limits.ts';
import type { Meters } from './meters.ts';
import type { Token } from './token-entry.ts';

/** What all requests are answered from. */
export type Host = {
  settings: Settings;
  /** Without any, every caller is `local`. */
  tokens: readonly Token[];
  /** As `Host` and `Origin` may name the server; IPv6 in brackets. */
  names: readonly string[];
  limits: Limits;
  log: Log;
  meters: Meters;
  /** Aborts when requests may go on no longer. */
  ending: AbortSignal;
};

/** One request, and what comes to be known of it while it is answered. */
export type Exchange = {
  correlation_id: string;
  /** Absent where a token is needed and there is none. */
  caller?: string;
  /** As in our table of routes: what a client writes is never a label. */
  route: string;
  /** Time that the client asked us to wait. */
  waitedMs: number;
  /** Of the problem that was answered. */
  code?: string;
};

export type HttpEnv = { Bindings: Partial<HttpBindings>; Variables: { exchange: Exchange } };
export type HttpContext = Context<HttpEnv>;

const unknownRoute = 'unknown';

/** The client's correlation id is taken over where it can do no harm in a log. */
export function newExchange(wished: string | undefined): Exchange {
  const isGood = wished !== undefined && /^[\w.:-]{1,128}$/.test(wished);
  return { correlation_id: isGood ? wished : randomUUID(), route: unknownRoute, waitedMs: 0 };
}
