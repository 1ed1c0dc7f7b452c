import { type CallToolResult, McpServer, type ServerContext } from '@modelcontextprotocol/server';
import { renderProblem } from '../core/index.ts';
import { delimited } from './clean.ts';
import type { Call, Settings, Tool } from './define-tool.ts';
import { describedTool } from './described-tool.ts';
import type { Needed } from './needed-for.ts';
import { instructionsFor } from './instructions.ts';
import { offeredTools } from './offered-tools.ts';
import { registerPrompts } from './prompts.ts';
import { registerResources } from './resources.ts';
import { type Outcome, runTool } from './run-tool.ts';
import { tellingOnly } from './telling-only.ts';

type For = { caller?: string | undefined; needed?: Needed };

/**
 * A server with the tools that are offered. Transports only connect it; the same factory serves both eras of the protocol.
 * `needed`: what it will be asked, where that is known.
 */
export function createServer(settings: Settings, { caller = 'local', needed = 'all' }: For = {}): McpServer {
  const server = new McpServer(
    { name: 'casewright', title: 'Casewright', version: settings.version },
    { instructions: instructionsFor(settings), capabilities, jsonSchemaValidator: tellingOnly },
  );
  if (needed === 'nothing') return server;
  for (const tool of offeredTools(settings)) {
    if (needed !== 'all' && tool.name !== needed.tool) continue;
    registerTool(server, tool, { settings, caller });
  }
  if (needed !== 'all') return server;
  registerResources(server, { settings, caller });
  registerPrompts(server, { settings, caller });
  return server;
}

// Told in full, so that they do not depend on what is registered.
const capabilities = {
  tools: { listChanged: false },
  resources: { listChanged: false },
  prompts: { listChanged: false },
  extensions: { 'io.modelcontextprotocol/ui': { mimeTypes: ['text/html;profile=mcp-app'] } },
  completions: {},
};

type Side = { settings: Settings; caller: string };

function registerTool(server: McpServer, tool: Tool, { settings, caller }: Side): void {
  server.registerTool(tool.name, describedTool(tool), async (args, ctx) =>
    resultOf(await runTool(tool, args, { settings, call: callOf(ctx, caller) })),
  );
}

function callOf({ mcpReq }: ServerContext, caller: string): Call {
  const token = mcpReq._meta?.progressToken;
  if (token === undefined) return { caller, signal: mcpReq.signal };
  return {
    caller,
    signal: mcpReq.signal,
    notify: (progress) =>
      mcpReq.notify({ method: 'notifications/progress', params: { progressToken: token, ...progress } }),
  };
}

function resultOf(outcome: Outcome): CallToolResult {
  if (!outcome.ok) {
    // Names of files and words of documents stand in problems, too.
    const codes = [...new Set(outcome.problems.map(({ code }) => code))].join(', ');
    const text = [`${codes}: turned down.`, delimited(outcome.problems.map((each) => renderProblem(each)))].join('\n');
    return { content: [{ type: 'text', text }], isError: true };
  }
  const { head, body, data } = outcome.answer;
  const lines = body.length === 0 ? head : [...head, delimited(body)];
  return { content: [{ type: 'text', text: lines.join('\n') }], structuredContent: { ...data } };
}
