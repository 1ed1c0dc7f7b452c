import type { MiddlewareHandler } from 'hono';
import { cleanText } from '../clean.ts';
import { type Host, type HttpEnv, newExchange } from './exchange.ts';

/** Names each request, and tells log and metrics how it was answered. */
export function observe({ log, meters, limits }: Host): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    const exchange = newExchange(c.req.header('x-correlation-id'));
    c.set('exchange', exchange);
    const started = performance.now();
    await next();
    const took = performance.now() - started;
    const ms = Math.round(took);
    c.res.headers.set('X-Correlation-ID', exchange.correlation_id);
    const { route, caller, code, correlation_id } = exchange;
    // Nobody has read what was answered: it is no failure of the server.
    const status = code === 'cancelled' ? 499 : c.res.status;
    const stream = c.res.headers.get('content-type')?.startsWith('text/event-stream') ?? false;
    const path = cleanText(c.req.path).slice(0, 200);
    const seen = { correlation_id, method: c.req.method, path, status, ms, caller, code, ...(stream && { stream }) };
    log.write(status >= 500 ? 'error' : 'info', 'request', seen);
    if (!stream && took - exchange.waitedMs > limits.slowMs)
      log.write('warn', 'slow request', { correlation_id, route, ms, waited_ms: Math.round(exchange.waitedMs) });
    meters.request({ method: c.req.method, route, status, seconds: took / 1000 });
  };
}
