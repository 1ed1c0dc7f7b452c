import { once } from 'node:events';
import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { ConfigurationError, problem } from '../../core/index.ts';
import type { App } from './app.ts';
import type { Limits } from './limits.ts';
import { type ListenAddress, urlHost } from './listen-address.ts';

export type Listening = {
  /** Such as `http://127.0.0.1:8080`, with the port that was found. */
  url: string;
  /** Takes no more requests, and resolves once those under way are answered. */
  finish: () => Promise<void>;
  /** Breaks off what is still under way. */
  cut: () => void;
};

/** Serves the app on an address. A client that sends slowly is cut off. @throws ConfigurationError where nobody can listen */
export async function listen(
  app: Pick<App, 'fetch'>,
  { host, port }: ListenAddress,
  limits: Limits,
): Promise<Listening> {
  const server = createServer(
    {
      headersTimeout: limits.headersMs,
      requestTimeout: limits.receiveMs,
      connectionsCheckingInterval: limits.checkMs,
      keepAliveTimeout: limits.keepAliveMs,
    },
    getRequestListener(app.fetch, { overrideGlobalObjects: false, errorHandler: badRequest }),
  );
  server.maxConnections = limits.connections;
  let isEnding = false;
  server.on('request', (_, response) => {
    // Told to end, a connection is of no more use once it is answered.
    response.once('close', () => setImmediate(() => isEnding && server.closeIdleConnections()));
  });
  server.listen(port, host);
  await once(server, 'listening').catch((error: unknown) => {
    throw cannotListen(error, `${urlHost(host)}:${port}`);
  });
  const address = server.address();
  const found = typeof address === 'object' && address !== null ? address.port : port;
  return {
    url: `http://${urlHost(host)}:${found}`,
    finish: async () => {
      isEnding = true;
      const closed = once(server, 'close');
      server.close();
      await closed;
    },
    cut: () => server.closeAllConnections(),
  };
}

/** What is no request, such as one with a broken Host. */
function badRequest(): Response {
  const body = {
    type: 'urn:casewright:problem:bad_request',
    title: 'Bad Request',
    status: 400,
    detail: 'the request is malformed',
    code: 'bad_request',
    hint: 'Send a proper path and one proper Host header.',
  };
  return Response.json(body, { status: 400, headers: { 'Content-Type': 'application/problem+json' } });
}

function cannotListen(error: unknown, address: string): ConfigurationError {
  const reason = error instanceof Error && 'code' in error ? String(error.code) : '';
  const [what, hint] = reasons[reason] ?? [`cannot listen (${reason || String(error)})`, 'Choose another address.'];
  return new ConfigurationError([problem({ code: 'cannot_listen', message: `--http ${address}: ${what}`, hint })]);
}

const reasons: Record<string, [string, string]> = {
  EADDRINUSE: ['another process listens there', 'End it, or choose another port; 0 is any free one.'],
  EACCES: ['this user may not listen there', 'Choose a port from 1024 on.'],
  EADDRNOTAVAIL: ['this machine has no such address', 'Use 127.0.0.1, or an address of this machine.'],
  ENOTFOUND: ['there is no such host', 'Use 127.0.0.1, or an address of this machine.'],
};
