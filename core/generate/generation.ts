import type { DocumentSuite } from '../export/suite-file.ts';
import type { FindingOptions } from '../plan/finding-options.ts';
import type { Lock, LockedRequirement } from '../lock/lock.ts';
import type { Model, ModelIdentity } from '../model/model.ts';
import type { ModelMetrics } from '../model/telemetry/metrics.ts';
import type { ParsedDocument, Plan, Problem, Suite, TestCase } from '../types.ts';
import type { GlossaryEntry } from '../write/context/parse-glossary.ts';
import type { Prompt } from '../write/fill-prompt.ts';
import type { Work } from './decide-work.ts';
import type { ModelUse } from './summarise.ts';

export type GenerateOptions = {
  /** Ids of requirements, bare or as `<document>:<id>`; all others stay as they were. */
  only?: string[];
  /** Write all cases again that no person has touched. */
  force?: boolean;
  /** Write again what another model or prompt wrote. */
  upgrade?: boolean;
  /** @default 42 */
  seed?: number;
  /** Model calls at the same time. @default 1 */
  concurrency?: number;
};

/** One requirement on its way; `characters`: of the model's answer so far. `index` counts from 1. */
export type Progress = {
  document: string;
  requirement_id: string;
  index: number;
  total: number;
  phase: 'model' | 'done';
  characters: number;
};

/** Who writes when it is not the rules: a model that is known to be there. */
export type ModelWriter = {
  model: Model;
  identity: ModelIdentity;
  prompt: Prompt;
  /** Terms of the team, explained. */
  glossary?: GlossaryEntry[];
};

export type GenerateInput = {
  documents: ParsedDocument[];
  lock: Lock;
  /** Committed suites by document. */
  suites: ReadonlyMap<string, DocumentSuite>;
  writer?: ModelWriter;
  /** What a team changes about findings. */
  findings?: FindingOptions;
  options?: GenerateOptions;
  toolVersion: string;
  now: Date;
  signal?: AbortSignal;
  /** Told about attempts and requirements; the model itself tells it about calls. */
  metrics?: ModelMetrics;
  onProgress?: (progress: Progress) => void;
};

export type GenerateResult = {
  /** All documents as one, ids made unique. */
  suite: Suite;
  /** What to commit, one for each document. */
  suites: DocumentSuite[];
  lock: Lock;
  /** Documents in which nothing is uncovered, stale, orphaned, repeated or edited now. */
  clean: string[];
  /** Requirements whose cases all stayed, and those that got new ones, as `<document>:<id>`. */
  unchanged: string[];
  written: string[];
  /** Cases that a person keeps although their requirement changed or is gone, as `<document>:<case id>`. */
  stale: string[];
  orphaned: string[];
  /** Stale case → id of the new case for the item that it was about. */
  proposals: Record<string, string>;
  /** Cases left out because another one says the same. */
  duplicates: number;
  /** The model did not serve in the end, and not by what it wrote: it was down, refused, out of memory, too slow. */
  model_lost: boolean;
  /** Stopped by `signal`: requirements that were not finished are as they were. */
  interrupted: boolean;
};

/** A document with what is to be done for it. */
export type PlannedDocument = { document: ParsedDocument; plan: Plan; works: Work[]; orphans: TestCase[] };

/** A finished requirement. */
export type Finished = {
  cases: TestCase[];
  locked: LockedRequirement;
  problems: Problem[];
  use: ModelUse;
  duplicates: number;
};
