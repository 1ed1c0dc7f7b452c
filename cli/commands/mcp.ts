import { ConfigurationError, problem } from '../../core/index.ts';
import type { Shell } from '../shell.ts';

export type McpOptions = {
  http?: string;
  root: string[];
  readOnly?: boolean;
  tools?: string[];
  tokenFile?: string;
  allowedHost: string[];
  newToken?: string;
  config?: string;
  model?: string;
};

/** What it takes to serve. Shells do not know each other; `main.ts` brings them together. */
export type Serve = (
  options: Pick<Shell, 'packageRoot' | 'version' | 'environment'> & {
    roots: string[];
    readOnly: boolean;
    config?: string;
    model?: string;
    tools?: string[];
    http?: { address: string; allowedHosts: string[]; tokenFile?: string };
  },
) => Promise<void>;

/** What the server's folder gives. `newToken`: a random token for a name, and how to use it. */
type Server = { serve: Serve; newToken: (name: string) => Promise<string> };

/** `casewright mcp`: serves until its client has gone, or the process is told to end. `--new-token` only prints one. */
export async function runMcp(shell: Shell, options: McpOptions, { serve, newToken }: Server): Promise<number> {
  const { packageRoot, version, environment } = shell;
  if (options.newToken !== undefined) {
    shell.out(await newToken(options.newToken));
    return 0;
  }
  requireHttp(options);
  const { http, root, readOnly = false, tools, tokenFile, allowedHost, config, model } = options;
  await serve({
    roots: root,
    readOnly,
    packageRoot,
    version,
    environment,
    ...(config !== undefined && { config }),
    ...(model !== undefined && { model }),
    ...(tools && { tools }),
    ...(http !== undefined && {
      http: { address: http, allowedHosts: allowedHost, ...(tokenFile !== undefined && { tokenFile }) },
    }),
  });
  // The client is gone: whatever a model is still writing is for nobody.
  process.exit(0);
}

/** @throws ConfigurationError for options that only mean something over HTTP: somebody believes in a protection that is none */
function requireHttp({ http, tokenFile, allowedHost }: McpOptions): void {
  const given = [
    ...(tokenFile === undefined ? [] : ['--token-file']),
    ...(allowedHost.length > 0 ? ['--allowed-host'] : []),
  ];
  if (http !== undefined || given.length === 0) return;
  const message = `${given.join(' and ')} without --http`;
  const hint = 'Add --http [HOST:]PORT, or leave them out: only the client of this process reads standard streams.';
  throw new ConfigurationError([problem({ code: 'needs_http', message, hint })]);
}
