import { parse } from 'yaml';

/** Where a job runs, as a workflow says it: labels, a group, or both. */
type RunsOn = string | string[] | { group?: string; labels?: string | string[] };

/** What the workflows of a repository tell about it. `ours`: the one that uses casewright already. */
export type FoundWorkflows = { gpuRunner?: RunsOn; mergeGroup: boolean; ours?: string };

const gpu = /gpu|cuda|nvidia|rocm|ollama|\b(?:rtx|[ahlt]\d{1,3})\b/i;

/** Reads the workflows that are there. One that cannot be read tells nothing. */
export function lookAtWorkflows(files: { path: string; text: string }[]): FoundWorkflows {
  const found: FoundWorkflows = { mergeGroup: false };
  for (const { path, text } of files) {
    if (found.ours === undefined && /^\s*-?\s*uses:\s*casewright\/casewright@/m.test(text)) found.ours = path;
    const workflow = readYaml(text);
    // YAML 1.1 would make `on` a boolean; this reader follows 1.2.
    if (names(workflow['on']).includes('merge_group')) found.mergeGroup = true;
    for (const job of Object.values(objectOf(workflow['jobs']))) {
      const runner = gpuRunnerOf(objectOf(job)['runs-on']);
      if (runner !== undefined) found.gpuRunner ??= runner;
    }
  }
  return found;
}

/** The labels of a runner of one's own that has a GPU by its name. GitHub's own GPU runners have no model. */
function gpuRunnerOf(runsOn: unknown): RunsOn | undefined {
  const { group, labels } = objectOf(runsOn);
  const all = [...names(Array.isArray(runsOn) || typeof runsOn === 'string' ? runsOn : labels), ...names(group)];
  const isOwn = all.includes('self-hosted') || typeof group === 'string';
  if (!isOwn || !all.some((each) => gpu.test(each)) || all.some((each) => each.includes('${{'))) return undefined;
  if (typeof group !== 'string') return names(Array.isArray(runsOn) ? runsOn : (labels ?? runsOn));
  return { group, ...(names(labels).length > 0 && { labels: names(labels) }) };
}

/** A name, a list of names, or the keys of a mapping. */
function names(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.filter((each) => typeof each === 'string');
  return Object.keys(objectOf(value));
}

function objectOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function readYaml(text: string): Record<string, unknown> {
  try {
    return objectOf(parse(text, { logLevel: 'silent' }));
  } catch {
    return {};
  }
}
