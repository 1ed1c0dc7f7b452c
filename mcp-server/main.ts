import './redirect-console.ts';
import { type ServerOptions } from './open-settings.ts';

/** `http`: where to listen, as `[HOST:]PORT`; otherwise standard input and output are served. */
export type ServeOptions = ServerOptions & { http?: HttpOptions };
export type HttpOptions = {
  address: string;
  tokenFile?: string;
  /** Names by which clients may call the server, beside its own. */
  allowedHosts: string[];
};

/** Serves MCP until its client has gone or the process is told to end. @throws ConfigurationError */
export async function serveMcp({ http, ...options }: ServeOptions): Promise<void> {
  // Loaded only where it is used: each client waits for the start of its own server on standard input and output.
  if (http) return (await import('./http/serve-http.ts')).serveHttp(options, http);
  return (await import('./serve-standard-streams.ts')).serveStandardStreams(options);
}
