/** How a client starts the server, and what it is called there. */
export type Launch = { name: string; command: string; args: string[] };

const inBase64 = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64');

/** Markdown on GitHub allows no address with a scheme of an editor: Microsoft and Cursor offer pages that lead on. */
export function vsCodeLink({ name, command, args }: Launch, edition: 'vscode' | 'vscode-insiders'): string {
  const server = JSON.stringify({ name, type: 'stdio', command, args });
  const address = `${edition}:mcp/install?${encodeURIComponent(server)}`;
  return `https://insiders.vscode.dev/redirect?url=${encodeURIComponent(address)}`;
}

export function cursorLink({ name, command, args }: Launch): string {
  const query = new URLSearchParams({ name, config: inBase64({ command, args }) });
  return `https://cursor.com/en/install-mcp?${query}`;
}

export function lmStudioLink({ name, command, args }: Launch): string {
  const query = new URLSearchParams({ name, config: inBase64({ command, args }) });
  return `https://lmstudio.ai/install-mcp?${query}`;
}

/** For the address bar: Goose has no page that leads on. `timeout` is in seconds. */
export function gooseLink({ name, command, args }: Launch, { timeout, title, description }: GooseExtension): string {
  const fields: [string, string][] = [
    ['cmd', command],
    ...args.map((arg): [string, string] => ['arg', arg]),
    ['timeout', String(timeout)],
    ['id', name],
    ['name', title],
    ['description', description],
  ];
  // It reads `+` as a plus sign.
  return `goose://extension?${fields.map(([key, value]) => `${key}=${encodeURIComponent(value)}`).join('&')}`;
}

type GooseExtension = { timeout: number; title: string; description: string };
