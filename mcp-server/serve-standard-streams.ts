import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { openSettings, type ServerOptions } from './open-settings.ts';
import { createServer } from './server.ts';

/** Serves one client, in both eras of the protocol, until it closes standard input. @throws ConfigurationError */
export async function serveStandardStreams(options: ServerOptions): Promise<void> {
  const ended = Promise.withResolvers<void>();
  for (const event of ['end', 'close']) process.stdin.once(event, ended.resolve);
  for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, ended.resolve);
  await using settings = await openSettings(options);
  const handle = serveStdio(() => createServer(settings), {
    onerror: (error) => void process.stderr.write(`${error.message}\n`),
  });
  await ended.promise;
  await handle.close();
}
