import { PassThrough } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { serveStdio, StdioServerTransport } from '@modelcontextprotocol/server/stdio';
import { toStandardError } from './defect.ts';
import { openSettings, type ServerOptions } from './open-settings.ts';
import { createServer } from './server.ts';
import { unanswered } from './unanswered.ts';

/** For calls that need no model. A client that has gone reads nothing; a script that pipes its requests does. */
const patienceMs = 2000;
const pollMs = 20;

/** Serves one client, in both eras of the protocol, until it closes standard input. @throws ConfigurationError */
export async function serveStandardStreams(options: ServerOptions): Promise<void> {
  const told = Promise.withResolvers<void>();
  for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, told.resolve);
  const closed = Promise.withResolvers<void>();
  for (const event of ['end', 'close']) process.stdin.once(event, closed.resolve);
  await using settings = await openSettings(options);
  // The transport gives up all calls with the end of its input: it does not see that.
  const input = process.stdin.pipe(new PassThrough(), { end: false });
  const wire = new StdioServerTransport(input);
  const handle = serveStdio(() => createServer(settings), {
    transport: wire,
    onerror: (error) => toStandardError('protocol', error.message),
  });
  const open = unanswered(wire);
  await Promise.race([told.promise, closed.promise.then(() => finish(open, settings.models.queue.running))]);
  await handle.close();
}

/** What was asked before the end is answered, unless a model is writing: nobody knows how long that takes. */
async function finish(open: () => number, running: () => number): Promise<void> {
  const until = performance.now() + patienceMs;
  // What has come in is told apart from what is still on its way through the pipe.
  await sleep(pollMs);
  while (open() > 0 && running() === 0 && performance.now() < until) await sleep(pollMs);
}
