import type { HttpOptions } from '../main.ts';
import type { ServerOptions } from '../open-settings.ts';

/** PLACEHOLDER. */
export function serveHttp(_options: ServerOptions, _http: HttpOptions): Promise<void> {
  return Promise.reject(new Error('not yet'));
}
