import { createMcpHandler } from '@modelcontextprotocol/server';
import { createServer } from '../server.ts';
import type { Exchange, Host, HttpContext } from './exchange.ts';
import { supervised } from './supervise.ts';

export type McpEndpoint = { answer: (c: HttpContext) => Promise<Response>; close: () => Promise<void> };

/** Both eras of the protocol, without sessions: each request has a server of its own, which works for its caller. */
export function mcpEndpoint(host: Host): McpEndpoint {
  const exchanges = new WeakMap<object, Exchange>();
  const handler = createMcpHandler(
    ({ authInfo, requestInfo }) => {
      const exchange = authInfo && exchanges.get(authInfo);
      if (!exchange || !requestInfo) throw new Error('an MCP request without its exchange');
      return createServer(supervised(host, exchange, requestInfo.signal), exchange.caller);
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
      exchanges.set(authInfo, exchange);
      const answer = await handler.fetch(c.req.raw, { authInfo });
      return c.newResponse(answer.body, answer);
    },
    close: () => handler.close(),
  };
}
