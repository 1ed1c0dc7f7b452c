import { parentPort } from 'node:worker_threads';
import { ConfigurationError } from '../core/index.ts';
import { runHere } from './heavy-tasks.ts';
import type { Order, Reply } from './heavy-work.ts';

// The thread beside the server: it does one task after the other and knows nothing else.
parentPort?.on('message', async (order: Order) => parentPort?.postMessage(await replyTo(order)));

async function replyTo({ name, given }: Order): Promise<Reply> {
  try {
    return { value: await runHere(name, given) };
  } catch (error) {
    if (error instanceof ConfigurationError) return { problems: error.problems };
    // What is thrown need not be something that can be copied.
    return { defect: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
