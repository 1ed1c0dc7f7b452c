import type { Transport } from '@modelcontextprotocol/server';

/**
 * How many requests of the client wait for their answer. To be called once the transport is served, before its first
 * message.
 */
export function unanswered(wire: Transport): () => number {
  const open = new Set<unknown>();
  const deliver = wire.onmessage;
  wire.onmessage = (message, extra) => {
    if ('method' in message && 'id' in message) open.add(message.id);
    // The protocol wants no answer then.
    if ('method' in message && message.method === 'notifications/cancelled') open.delete(message.params?.['requestId']);
    deliver?.(message, extra);
  };
  const send = wire.send.bind(wire);
  wire.send = async (message, options) => {
    await send(message, options);
    if (!('method' in message)) open.delete(message.id);
  };
  return () => open.size;
}
