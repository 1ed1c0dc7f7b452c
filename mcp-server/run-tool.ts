import { ConfigurationError, type Problem } from '../core/index.ts';
import { cleanData } from './clean.ts';
import { defectOf } from './defect.ts';
import type { Answer, Call, Settings, Tool } from './define-tool.ts';

/** What came of a call. `defect`: the problem is ours, not the caller's. */
export type Outcome = { ok: true; answer: Answer } | { ok: false; problems: Problem[]; defect: boolean };

type Runnable = Pick<Tool, 'name' | 'handle'>;

/** Runs a tool for any surface. What hides in the text of documents and models is gone from `data`. */
export async function runTool(tool: Runnable, args: unknown, on: { settings: Settings; call: Call }): Promise<Outcome> {
  const { aroundTool } = on.settings;
  const run = (call: Call) => runOnce(tool, args, { ...on, call });
  return aroundTool ? aroundTool({ tool: tool.name, args, call: on.call }, run) : run(on.call);
}

async function runOnce(tool: Runnable, args: unknown, on: { settings: Settings; call: Call }): Promise<Outcome> {
  try {
    const answer = await tool.handle(args, { ...on.settings, by: on.call }, on.call);
    return { ok: true, answer: { ...answer, data: cleanData(answer.data) } };
  } catch (error) {
    if (error instanceof ConfigurationError) return { ok: false, problems: error.problems, defect: false };
    return { ok: false, problems: [defectOf(error, on.settings.operator)], defect: true };
  }
}
