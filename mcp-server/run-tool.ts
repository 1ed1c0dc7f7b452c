import { ConfigurationError, type Problem } from '../core/index.ts';
import { cleanData } from './clean.ts';
import type { Answer, Call, Settings, Tool } from './define-tool.ts';

/** What came of a call. `defect`: the problem is ours, not the caller's. */
export type Outcome = { ok: true; answer: Answer } | { ok: false; problems: Problem[]; defect: boolean };

/** Runs a tool for any surface. What hides in the text of documents and models is gone from `data`. */
export async function runTool(tool: Tool, args: unknown, on: { settings: Settings; call: Call }): Promise<Outcome> {
  const { aroundTool } = on.settings;
  const run = (call: Call) => runOnce(tool, args, { ...on, call });
  return aroundTool ? aroundTool({ tool: tool.name, args, call: on.call }, run) : run(on.call);
}

async function runOnce(tool: Tool, args: unknown, on: { settings: Settings; call: Call }): Promise<Outcome> {
  try {
    const answer = await tool.handle(args, on.settings, on.call);
    return { ok: true, answer: { ...answer, data: cleanData(answer.data) } };
  } catch (error) {
    if (error instanceof ConfigurationError) return { ok: false, problems: error.problems, defect: false };
    return { ok: false, problems: [defect(error)], defect: true };
  }
}

function defect(error: unknown): Problem {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  const message = error instanceof Error ? error.message : String(error);
  const hint = 'This is a defect of casewright; the server has written more to standard error.';
  return { code: 'internal_error', severity: 'error', message, hint };
}
