import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { completable, type McpServer } from '@modelcontextprotocol/server';
import * as z from 'zod';
import { renderProblem } from '../core/index.ts';
import { cleanText, delimited, oneLine } from './clean.ts';
import type { Settings, Tool } from './define-tool.ts';
import { knownDocuments } from './known-names.ts';
import { runTool } from './run-tool.ts';
import { planCoverage } from './tools/plan-coverage.ts';
import { traceCoverage } from './tools/trace-coverage.ts';

/** Work that people start by name. Each holds what it takes to begin: the text is in `prompts/mcp/`. */
export function registerPrompts(server: McpServer, settings: Settings, caller: string): void {
  const path = z.string().describe('Document below a root folder');
  const complete = (part: string | undefined) => knownDocuments(part ?? '', settings);
  const one = z.object({ path: completable(path, complete) });
  const any = z.object({ path: completable(path.optional(), complete) });
  const about = (name: string, tool: Tool, named: string | undefined) => {
    const args = tool === planCoverage ? { path: named } : { ...(named !== undefined && { paths: [named] }) };
    return messageOf(name, named ?? 'all documents', { tool, args, settings, caller });
  };
  server.registerPrompt(
    'write-test-cases',
    {
      title: 'Write test cases',
      description: 'Write, check, mend and keep test cases for a document.',
      argsSchema: one,
    },
    (given) => about('write-test-cases', planCoverage, given.path),
  );
  server.registerPrompt(
    'review-requirements',
    {
      title: 'Review requirements',
      description: 'Find what a document leaves open, before anybody tests it.',
      argsSchema: one,
    },
    (given) => about('review-requirements', planCoverage, given.path),
  );
  server.registerPrompt(
    'close-coverage-gaps',
    { title: 'Close coverage gaps', description: 'Bring test cases and requirements together again.', argsSchema: any },
    (given) => about('close-coverage-gaps', traceCoverage, given.path),
  );
}

type Asked = { tool: Tool; args: object; settings: Settings; caller: string };

async function messageOf(name: string, named: string, { tool, args, settings, caller }: Asked) {
  const call = { caller, signal: new AbortController().signal };
  const outcome = await runTool(tool, args, { settings, call });
  if (!outcome.ok) throw new Error(outcome.problems.map((each) => cleanText(renderProblem(each))).join('\n'));
  const { head, body } = outcome.answer;
  const values = { path: oneLine(named), state: [...head, delimited(body)].join('\n') };
  const template = await readFile(join(settings.packageRoot, 'prompts/mcp', `${name}.md`), 'utf8');
  // In one go: what a document says may look like one of our own marks.
  const text = template.replace(/\{\{(path|state)\}\}/g, (_, key: 'path' | 'state') => values[key]);
  return { messages: [{ role: 'user' as const, content: { type: 'text' as const, text } }] };
}
