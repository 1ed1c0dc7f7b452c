/** What of a server it takes to answer a message. */
export type Needed = 'all' | 'nothing' | { tool: string };

// Answered from the name, the instructions and the capabilities of the server alone.
const aboutTheServer = new Set(['initialize', 'server/discover', 'ping', 'notifications/initialized']);

/**
 * Over HTTP each request has a server of its own, and to register everything would be most of its work. `message` is what
 * the client sent, whatever it is; what is not understood here needs all.
 */
export function neededFor(message: unknown): Needed {
  if (typeof message !== 'object' || message === null || !('method' in message)) return 'all';
  const { method } = message;
  if (typeof method !== 'string') return 'all';
  if (aboutTheServer.has(method)) return 'nothing';
  if (method !== 'tools/call' || !('params' in message)) return 'all';
  const { params } = message;
  if (typeof params !== 'object' || params === null || !('name' in params)) return 'all';
  return typeof params.name === 'string' ? { tool: params.name } : 'all';
}
