import { ConfigurationError, nearest, problem } from '../core/index.ts';
import type { Settings, Tool } from './define-tool.ts';
import { tools } from './tools.ts';

/** The tools that this server offers: read-only leaves out what writes, whatever else is asked for. */
export function offeredTools({ readOnly, tools: wanted }: Pick<Settings, 'readOnly' | 'tools'>): readonly Tool[] {
  return tools
    .filter(({ name }) => wanted === undefined || wanted.includes(name))
    .flatMap((tool) => (readOnly && !tool.annotations.readOnlyHint ? (tool.readOnly ?? []) : tool));
}

/** @throws ConfigurationError for a name that is none of a tool, and when nothing would be left */
export function requireTools(chosen: Pick<Settings, 'readOnly' | 'tools'>): void {
  const known = tools.map(({ name }) => name);
  const unknown = (chosen.tools ?? []).filter((name) => !known.includes(name));
  const problems = unknown.map((name) => {
    const meant = nearest(name, known);
    const hint = `${meant === undefined ? '' : `Did you mean ${meant}? `}The tools are ${known.join(', ')}.`;
    return problem({ code: 'unknown_tool', message: `--tools names ${name}, which is no tool`, hint });
  });
  if (problems.length > 0) throw new ConfigurationError(problems);
  if (offeredTools(chosen).length > 0) return;
  const hint = 'Leave --tools out, or name a tool that does not write.';
  throw new ConfigurationError([problem({ code: 'no_tools', message: 'no tool is left to offer', hint })]);
}
