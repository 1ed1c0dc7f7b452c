import { createMcpHandler } from '@modelcontextprotocol/server';
import { createServer } from '../server.ts';
import { type Needed, neededFor } from '../needed-for.ts';
import type { Exchange, Host, HttpContext } from './exchange.ts';
import { readMessage } from './read-message.ts';
import { supervised } from './supervise.ts';

export type McpEndpoint = { answer: (c: HttpContext) => Promise<Response>; close: () => Promise<void> };

/** Both eras of the protocol, without sessions: each request has a server of its own, which works for its caller. */
export function mcpEndpoint(host: Host): McpEndpoint {
  const asked = new WeakMap<object, { exchange: Exchange; needed: Needed }>();
  const handler = createMcpHandler(
    ({ authInfo, requestInfo }) => {
      const found = authInfo && asked.get(authInfo);
      if (!found || !requestInfo) throw new Error('an MCP request without its exchange');
      const { exchange, needed } = found;
      const settings = supervised(host, exchange, requestInfo.signal);
      return createServer(settings, { caller: exchange.caller, needed });
    },
    {
      maxRequestBodySize: host.limits.bodyBytes,
      onerror: (error) => host.log.write('debug', 'MCP request refused', { message: error.message }),
    },
  );
  return {
    answer: async (c) => {
      const exchange = c.get('exchange');
      // Never the token itself: what the protocol passes on may end in a log.
      const authInfo = { token: '', clientId: exchange.caller ?? '', scopes: [] };
      const { request, message } = await readMessage(c.req.raw, host.limits.bodyBytes);
      asked.set(authInfo, { exchange, needed: neededFor(message) });
      const answer = await handler.fetch(request, { authInfo, ...(message !== undefined && { parsedBody: message }) });
      return c.newResponse(answer.body, answer);
    },
    close: () => handler.close(),
  };
}
