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
};

/** What it takes to serve. Shells do not know each other; `main.ts` brings them together. */
export type Serve = (
  options: Pick<Shell, 'packageRoot' | 'version' | 'environment'> & {
    roots: string[];
    readOnly: boolean;
    config?: string;
    tools?: string[];
    http?: { address: string; allowedHosts: string[]; tokenFile?: string };
  },
) => Promise<void>;

/** `casewright mcp`: serves until its client has gone, or the process is told to end. */
export async function runMcp(shell: Shell, options: McpOptions, serve: Serve): Promise<number> {
  const { packageRoot, version, environment } = shell;
  const { http, root, readOnly = false, tools, tokenFile, allowedHost, config } = options;
  await serve({
    roots: root,
    readOnly,
    packageRoot,
    version,
    environment,
    ...(config !== undefined && { config }),
    ...(tools && { tools }),
    ...(http !== undefined && {
      http: { address: http, allowedHosts: allowedHost, ...(tokenFile !== undefined && { tokenFile }) },
    }),
  });
  // The client is gone: whatever a model is still writing is for nobody.
  process.exit(0);
}
