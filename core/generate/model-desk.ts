import type { Writer } from '../lock/lock.ts';
import type { ModelFailure } from '../model/model.ts';
import { problem } from '../errors.ts';
import type { Demand, Problem, Requirement, TestCase } from '../types.ts';
import { schemaDigest } from '../write/compile-schema.ts';
import { type Judge, writeCases, type WriteRecord } from '../write/write-cases.ts';
import type { ModelWriter } from './generation.ts';

export type DeskJob = {
  requirement: Requirement;
  demands: Demand[];
  drafts: TestCase[];
  neighbours: string[];
  judge: Judge;
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
  write: (job: DeskJob) => Promise<{ cases: TestCase[]; record: WriteRecord } | undefined>;
};

const gone = new Set<ModelFailure['code']>(['unreachable', 'model_missing', 'schema_refused', 'aborted']);

export function modelDesk(
  given: ModelWriter | undefined,
  { seed, signal }: { seed: number; signal?: AbortSignal },
): ModelDesk {
  const problems: Problem[] = [];
  if (!given) return { writer: { model: 'rules' }, exampleWords: [], problems, write: async () => undefined };
  const { model, identity, prompt } = given;
  let serving = true;
  return {
    writer: { model: model.name, model_digest: identity.digest, prompt: prompt.digest, schema: schemaDigest() },
    exampleWords: prompt.exampleWords,
    problems,
    write: async (job) => {
      if (!serving) return undefined;
      const written = await writeCases({ ...job, model, prompt, seed, signal });
      const failure =
        written.record.unanswered > 0 ? written.record.failures.findLast(({ code }) => code !== 'aborted') : undefined;
      serving &&= !written.record.failures.some(({ code }) => gone.has(code));
      if (failure && !problems.some(({ code }) => code === codeOf(failure))) problems.push(describe(failure, job));
      return written;
    },
  };
}

function describe(failure: ModelFailure, { requirement }: DeskJob): Problem {
  const rest = gone.has(failure.code) ? 'The rules wrote all further cases.' : 'The rules wrote what it left open.';
  return problem({
    code: codeOf(failure),
    severity: 'warning',
    message: `The model stopped at ${requirement.id}: ${failure.message} ${rest}`,
    hint: `${failure.hint} Then run casewright generate --upgrade.`,
  });
}

function codeOf({ code }: ModelFailure): string {
  return `model_${code}`.replace('model_model_', 'model_');
}
