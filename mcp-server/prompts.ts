import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { completable, type McpServer, type ServerContext } from '@modelcontextprotocol/server';
import * as z from 'zod';
import { asProtocolError } from './as-protocol-error.ts';
import { delimited, oneLine } from './clean.ts';
import type { Call, Settings, Tool } from './define-tool.ts';
import { knownDocuments } from './known-names.ts';
import { offeredTools } from './offered-tools.ts';
import { runTool } from './run-tool.ts';
import { planCoverage } from './tools/plan-coverage.ts';
import { traceCoverage } from './tools/trace-coverage.ts';

type Side = { settings: Settings; caller: string };

/**
 * Work that people start by name, as far as the tools for it are offered. Each holds what it takes to begin: the text is in
 * `prompts/mcp/`.
 */
export function registerPrompts(server: McpServer, { settings, caller }: Side): void {
  const offered = new Set(offeredTools(settings).map(({ name }) => name));
  const path = z.string().describe('Document below a root folder');
  const complete = (part: string | undefined) => knownDocuments(part ?? '', settings);
  const one = z.object({ path: completable(path, complete) });
  const any = z.object({ path: completable(path.optional(), complete) });
  const about = (name: string, tool: Tool, named: string | undefined) => {
    const args = tool === planCoverage ? { path: named } : { ...(named !== undefined && { paths: [named] }) };
    return ({ mcpReq }: ServerContext) =>
      messageOf(
        { name, named: named ?? 'all documents' },
        { tool, args },
        { settings, call: { caller, signal: mcpReq.signal } },
      );
  };
  if (offered.has('plan_coverage') && offered.has('check_test_cases'))
    server.registerPrompt(
      'write-test-cases',
      {
        title: 'Write test cases',
        description: 'Write, check, mend and keep test cases for a document.',
        argsSchema: one,
      },
      (given, ctx) => about('write-test-cases', planCoverage, given.path)(ctx),
    );
  if (offered.has('plan_coverage'))
    server.registerPrompt(
      'review-requirements',
      {
        title: 'Review requirements',
        description: 'Find what a document leaves open, before anybody tests it.',
        argsSchema: one,
      },
      (given, ctx) => about('review-requirements', planCoverage, given.path)(ctx),
    );
  if (offered.has('trace_coverage'))
    server.registerPrompt(
      'close-coverage-gaps',
      {
        title: 'Close coverage gaps',
        description: 'Bring test cases and requirements together again.',
        argsSchema: any,
      },
      (given, ctx) => about('close-coverage-gaps', traceCoverage, given.path)(ctx),
    );
}

type Named = { name: string; named: string };

async function messageOf(
  { name, named }: Named,
  { tool, args }: { tool: Tool; args: object },
  on: { settings: Settings; call: Call },
) {
  const outcome = await runTool(tool, args, on);
  if (!outcome.ok) throw asProtocolError(outcome.problems);
  const { head, body } = outcome.answer;
  const values = { path: oneLine(named), state: [...head, delimited(body)].join('\n') };
  const template = await readFile(join(on.settings.packageRoot, 'prompts/mcp', `${name}.md`), 'utf8');
  // In one go: what a document says may look like one of our own marks.
  const text = template.replace(/\{\{(path|state)\}\}/g, (_, key: 'path' | 'state') => values[key]);
  return { messages: [{ role: 'user' as const, content: { type: 'text' as const, text } }] };
}
