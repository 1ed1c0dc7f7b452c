import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { type Load, percentile } from '../../fixtures/mcp-load.ts';
import { temporaryFolder } from '../../fixtures/temp-folder.ts';

/** `first_ms`: from the start of the process until `tools/list` is answered, the median; `tokens`: of that list, at four characters each. */
export type McpTiming = { server: string; first_ms: number; tools: number; tokens: number };

/** Servers that people know, as npm installs them; `args` make them serve standard input and output. */
const peers = [
  { name: '@modelcontextprotocol/server-everything', args: ['stdio'] },
  { name: '@modelcontextprotocol/server-filesystem', args: ['.'] },
  { name: '@modelcontextprotocol/server-memory', args: [] },
  { name: '@playwright/mcp', args: [] },
  { name: '@upstash/context7-mcp', args: [] },
];

type Command = { server: string; entry: string; args: string[] };

/**
 * The bundle of the command line, and the peers where MCP_PEERS names the folder in which npm has installed them. They are
 * started in turns, so that a busy machine is as busy for all.
 */
export async function measureMcp(repeat: number): Promise<McpTiming[]> {
  const entry = resolve('dist/cli/index.js');
  if (repeat === 0 || !existsSync(entry)) return [];
  const folder = process.env['MCP_PEERS'];
  const commands: Command[] = [
    { server: 'casewright', entry, args: ['mcp'] },
    ...(folder === undefined ? [] : peers.flatMap((each) => commandOf(each, folder))),
  ];
  await using place = await temporaryFolder();
  const times = new Map<string, number[]>();
  const lists = new Map<string, unknown[]>();
  for (let run = 0; run < repeat; run += 1)
    for (const command of commands) {
      const { ms, tools } = await listTools(command, place.path);
      times.set(command.server, [...(times.get(command.server) ?? []), ms]);
      lists.set(command.server, tools);
    }
  return commands.map(({ server }) => {
    const tools = lists.get(server) ?? [];
    const tokens = Math.ceil(JSON.stringify(tools).length / 4);
    return { server, first_ms: median(times.get(server) ?? []), tools: tools.length, tokens };
  });
}

function commandOf({ name, args }: (typeof peers)[number], folder: string): Command[] {
  const home = join(folder, 'node_modules', name);
  if (!existsSync(home)) return [];
  const { bin }: { bin: string | Record<string, string> } = JSON.parse(
    readFileSync(join(home, 'package.json'), 'utf8'),
  );
  const file = typeof bin === 'string' ? bin : Object.values(bin)[0];
  return file === undefined ? [] : [{ server: name, entry: join(home, file), args }];
}

type Message = { id?: number; result?: { tools?: unknown[] } };

async function listTools({ entry, args }: Command, cwd: string): Promise<{ ms: number; tools: unknown[] }> {
  const begun = performance.now();
  const child = spawn(process.execPath, [entry, ...args], { cwd, stdio: ['pipe', 'pipe', 'ignore'] });
  const send = (message: object) => child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  const { promise, resolve: answer, reject } = Promise.withResolvers<unknown[]>();
  child.once('exit', () => reject(new Error(`${entry} ended before it answered`)));
  createInterface({ input: child.stdout }).on('line', (line) => {
    const message: Message = JSON.parse(line);
    if (message.id === 1) {
      send({ method: 'notifications/initialized' });
      send({ id: 2, method: 'tools/list', params: {} });
    }
    if (message.id === 2) answer(message.result?.tools ?? []);
  });
  const clientInfo = { name: 'bench', version: '1' };
  send({ id: 1, method: 'initialize', params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo } });
  try {
    const tools = await promise;
    return { ms: performance.now() - begun, tools };
  } finally {
    child.kill();
  }
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** A line for each server, the others as a share of ours. */
export function mcpLines(timings: McpTiming[]): string[] {
  const own = timings.find(({ server }) => server === 'casewright');
  return timings.map(({ server, first_ms, tools, tokens }) => {
    const share = own && server !== own.server ? ` (${(first_ms / own.first_ms).toFixed(2)} of ours)` : '';
    return `${server.padEnd(42)}${first_ms.toFixed(0)} ms to the list of tools${share}, ${tools} tools, ${tokens} tokens`;
  });
}

/** How long so many clients at once had to wait for an answer. */
export function loadLine({ ms, errors }: Load, clients: number): string {
  const [p50, p99] = [percentile(ms, 0.5), percentile(ms, 0.99)].map((each) => each.toFixed(0));
  return `${clients} clients at once, by the rules: ${ms.length} calls, ${errors.length} errors, p50 ${p50} ms, p99 ${p99} ms`;
}
