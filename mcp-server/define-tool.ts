import type { CaseCounter } from './case-counter.ts';
import type { Operator } from './defect.ts';
import type { HeavyWork } from './heavy-work.ts';
import type { Jobs } from './jobs/jobs.ts';
import type { KeptModels } from './kept-models.ts';
import type { ResultPages } from './result-pages.ts';
import type { Outcome } from './run-tool.ts';
import type { ModelMetrics } from '../core/index.ts';

/** What the operator decides; nothing of it is an argument of a tool. */
export type Settings = {
  /** Real paths. Documents are read below them only; without any, tools take `text`. */
  roots: string[];
  /** Configuration file; otherwise the `casewright.yml` of the document's root. */
  config?: string;
  /** Who writes where a call names nobody; otherwise the configuration says so. */
  model?: string;
  /** Leaves out every tool that writes files, and `write_to`. */
  readOnly: boolean;
  /** Offers these tools only. */
  tools?: string[];
  packageRoot: string;
  version: string;
  environment: Readonly<Record<string, string | undefined>>;
  /** Longest silence while a client waits for progress. */
  heartbeatMs: number;
  pages: ResultPages;
  models: KeptModels;
  jobs: Jobs;
  /** Where large documents are read; without it, at once and in the way of everybody else. */
  heavy?: HeavyWork;
  /** Whose call is answered with these settings. */
  by?: Pick<Call, 'caller' | 'signal'>;
  /** Told about model calls and finished cases, where somebody counts. */
  metrics?: ModelMetrics;
  counter?: CaseCounter;
  /** Told of defects; otherwise standard error is. */
  operator?: Operator;
  /** Runs around every call of a tool: who counts calls, or ends them. */
  aroundTool?: AroundTool;
};

type AroundTool = (
  about: { tool: string; args: unknown; call: Call },
  run: (call: Call) => Promise<Outcome>,
) => Promise<Outcome>;

/** One call, as far as a tool sees it. `notify` is there when the client asked for progress. */
export type Call = {
  /** Whose call it is: the name of a token, or `local`. What a caller starts is nobody else's. */
  caller: string;
  signal: AbortSignal;
  notify?: (progress: { progress: number; total?: number; message: string }) => Promise<void>;
};

/** `head` is ours; `body` holds text of documents and models. Both together say what `data` says. */
export type Answer<Data extends object = object> = {
  head: string[];
  body: string[];
  data: Data;
  /** Something was written: also where the call was broken off, this is what came of it. */
  stands?: boolean;
};

/** Of a tool that only reads, the protocol gives the other two no meaning. */
type Annotations = { readOnlyHint: boolean; openWorldHint: false; idempotentHint?: boolean; destructiveHint?: boolean };

/** @throws ConfigurationError when arguments, input or configuration are wrong */
export type Handle = (args: unknown, settings: Settings, call: Call) => Promise<Answer>;

export type Tool = {
  name: string;
  title: string;
  description: string;
  inputSchema: object;
  /** Whole; `briefSchema` says what of it clients are told. */
  outputSchema: object;
  /** Lists of the output whose fields clients are told by name. */
  named?: string[];
  annotations: Annotations;
  /** What hosts may show beside the answer: the address of an MCP App. */
  _meta?: Record<string, unknown>;
  handle: Handle;
  /** What is offered instead where nothing may be written. */
  readOnly?: Tool;
};

type Plain = Omit<Tool, 'annotations'>;

/**
 * A tool that writes no file of the repository. One that starts or ends work of the server belongs here, too: clients need
 * not ask first.
 */
export function readingTool(tool: Plain): Tool {
  return { ...tool, annotations: { readOnlyHint: true, openWorldHint: false } };
}

/** A tool that may write files below a root. The same call again changes nothing more, and nothing is lost by it. */
export function writingTool(tool: Plain): Tool {
  return {
    ...tool,
    annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  };
}
