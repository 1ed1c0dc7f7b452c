import type { KeptModels } from './kept-models.ts';
import type { ResultPages } from './result-pages.ts';

/** What the operator decides; nothing of it is an argument of a tool. */
export type Settings = {
  /** Real paths. Documents are read below them only; without any, tools take `text`. */
  roots: string[];
  /** Configuration file; otherwise the `casewright.yml` of the document's root. */
  config?: string;
  packageRoot: string;
  version: string;
  environment: Readonly<Record<string, string | undefined>>;
  /** Longest silence while a client waits for progress. */
  heartbeatMs: number;
  pages: ResultPages;
  models: KeptModels;
};

/** One call, as far as a tool sees it. `notify` is there when the client asked for progress. */
export type Call = {
  signal: AbortSignal;
  notify?: (progress: { progress: number; total?: number; message: string }) => Promise<void>;
};

/** `head` is ours; `body` holds text of documents and models. Both together say what `data` says. */
export type Answer<Data extends object = object> = { head: string[]; body: string[]; data: Data };

type Annotations = { readOnlyHint: boolean; openWorldHint: boolean; idempotentHint: boolean; destructiveHint: boolean };

/** @throws ConfigurationError when arguments, input or configuration are wrong */
export type Handle = (args: unknown, settings: Settings, call: Call) => Promise<Answer>;

export type Tool = {
  name: string;
  title: string;
  description: string;
  inputSchema: object;
  outputSchema: object;
  annotations: Annotations;
  handle: Handle;
};

/** A tool that reads and changes nothing, which all of them are so far. */
export function readingTool(tool: Omit<Tool, 'annotations'>): Tool {
  return {
    ...tool,
    annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  };
}
