import type { Writer } from '../lock/lock.ts';
import type { ModelFailure } from '../model/model.ts';
import type { ModelMetrics } from '../model/telemetry/metrics.ts';
import { problem } from '../errors.ts';
import type { Demand, Problem, Requirement, TestCase } from '../types.ts';
import { schemaDigest } from '../write/compile-schema.ts';
import { type Judge, writeCases, type WriteRecord } from '../write/write-cases.ts';
import type { WrittenIdea } from '../write/compile-schema.ts';
import { newEffort } from '../write/effort.ts';
import { contextBudget, contextFor } from '../write/context/context-for.ts';
import { contextIndex } from '../write/context/context-index.ts';
import type { ModelWriter } from './generation.ts';

export type DeskJob = {
  requirement: Requirement;
  demands: Demand[];
  drafts: TestCase[];
  judge: Judge;
  /** How many ideas there is room for; the prompt says how many the model is asked for. */
  ideas: number;
  onText?: (characters: number) => void;
};

/**
 * Where drafts go to be reworded. `writer` is what the lockfile records. Once the model is gone it is not called again:
 * `write` then gives undefined, as it does when there is no model. `problems` collects what went wrong.
 */
export type ModelDesk = {
  writer: Writer;
  /** Words of the prompt's own example, which no case may repeat. */
  exampleWords: string[];
  problems: Problem[];
  /** Whether the model did not serve in the end, for a reason that is not in its words. */
  lost: () => boolean;
  write: (job: DeskJob) => Promise<{ cases: TestCase[]; ideas: WrittenIdea[]; record: WriteRecord } | undefined>;
};

const gone = new Set<ModelFailure['code']>([
  'MODEL_NOT_FOUND',
  'MODEL_REFUSED',
  'MODEL_OUT_OF_MEMORY',
  'ACCESS_DENIED',
  'SCHEMA_UNSUPPORTED',
  'DRIVER_MISSING',
  'INVALID_CONFIGURATION',
  'CANCELLED',
]);

// What a model writes badly costs words; with anything else it did not serve.
const ofWords = new Set<ModelFailure['code']>([
  'OUTPUT_TRUNCATED',
  'OUTPUT_LOOP',
  'OUTPUT_INCOMPLETE',
  'CONTEXT_TOO_SMALL',
  'CANCELLED',
]);

type Setting = {
  seed: number;
  signal?: AbortSignal;
  /** What prompts may quote beside the requirement itself: all requirements of the run, and the cases that stand. */
  requirements?: Requirement[];
  accepted?: ReadonlyMap<string, readonly TestCase[]>;
  metrics?: ModelMetrics;
};

export function modelDesk(given: ModelWriter | undefined, setting: Setting): ModelDesk {
  const { seed, signal, requirements = [], accepted = new Map(), metrics } = setting;
  const problems: Problem[] = [];
  if (!given)
    return { writer: { model: 'rules' }, exampleWords: [], problems, lost: () => false, write: async () => undefined };
  const { model, identity, prompt, glossary = [] } = given;
  const index = contextIndex({ requirements, glossary, accepted });
  const budget = contextBudget(prompt);
  const effort = newEffort();
  let serving = true;
  let lost = false;
  return {
    writer: { model: model.name, model_digest: identity.digest, prompt: prompt.digest, schema: schemaDigest() },
    exampleWords: prompt.exampleWords,
    problems,
    lost: () => lost,
    write: async (job) => {
      if (!serving) return undefined;
      const context = contextFor(job.requirement, index, budget);
      const correlation_id = `${job.requirement.source.path}:${job.requirement.id}`;
      const ideas = Math.min(job.ideas, prompt.ideas);
      const told = { context, ideas, seed, signal, effort, correlation_id };
      const written = await writeCases({ ...job, ...told, model, prompt });
      if (metrics) countAttempts(metrics, written.record);
      const failure = written.record.unanswered > 0 ? tellingFailure(written.record.failures) : undefined;
      serving &&= !written.record.failures.some(({ code }) => gone.has(code));
      const failed = written.record.unanswered > 0 && written.record.failures.some(({ code }) => !ofWords.has(code));
      // One that comes back is not lost.
      if (failed || written.record.calls > 0) lost = failed;
      if (failure && !problems.some(({ code }) => code === failure.code)) problems.push(describe(failure, job));
      if (written.record.stood_in > 0 && model.name !== 'rules' && !problems.some(({ code }) => code === stoodIn))
        problems.push(standIn(model.name, job));
      return written;
    },
  };
}

/** The latest, but why a model is left alone tells more than that it is. */
function tellingFailure(failures: readonly ModelFailure[]): ModelFailure | undefined {
  const real = failures.filter(({ code }) => code !== 'CANCELLED');
  return real.findLast(({ kind }) => kind !== 'circuit_open') ?? real.at(-1);
}

function countAttempts(metrics: ModelMetrics, { first_attempts, first_attempt_valid, retries }: WriteRecord): void {
  metrics.requirements(1);
  for (let n = 0; n < first_attempts; n += 1) metrics.attempt({ first: true, valid: n < first_attempt_valid });
  for (let n = 0; n < retries; n += 1) metrics.attempt({ first: false, valid: false });
}

/** Code of the problem that no model of a list served. */
const stoodIn = 'rules_stood_in';

function standIn(name: string, { requirement }: DeskJob): Problem {
  return problem({
    code: stoodIn,
    severity: 'warning',
    message: `No model of "${name}" served ${requirement.id}, nor perhaps others: the rules wrote.`,
    hint: 'casewright doctor says what is reachable. Then run casewright generate --upgrade.',
  });
}

function describe(failure: ModelFailure, { requirement }: DeskJob): Problem {
  const rest = gone.has(failure.code) ? 'The rules wrote all further cases.' : 'The rules wrote what it left open.';
  return problem({
    code: failure.code,
    severity: 'warning',
    message: `The model stopped at ${requirement.id}: ${failure.message} ${rest}`,
    hint: `${failure.hint} Then run casewright generate --upgrade.`,
  });
}
