import { ConfigurationError } from '../../core/index.ts';
import { defectOf, type Operator } from '../defect.ts';
import type { Generated } from '../generated.ts';
import type { JobOptions } from './job-options.ts';
import type { Ended } from './job-store.ts';
import type { Job } from './jobs.ts';

type Failure = NonNullable<Job['error']>;

/** How a job ends that brought something; one that brought too much fails. */
export function endOf(
  { generated, error }: { generated: Generated; error?: Failure },
  { longestResult }: Pick<JobOptions, 'longestResult'>,
): Ended {
  const result = JSON.stringify(generated);
  if (result.length > longestResult) return { state: 'failed', error: tooLarge(result.length, longestResult) };
  return error ? { state: 'failed', result, error } : { state: 'done', result };
}

export const cancelled: Failure = {
  code: 'cancelled',
  message: 'The job was cancelled.',
  hint: 'What was finished before stays as its result until it expires.',
};

export function timedOut(ms: number): Failure {
  return {
    code: 'timed_out',
    message: `The job took longer than ${Math.round(ms / 60_000)} minutes.`,
    hint: 'What was finished stays as its result. Start the rest with ids, or choose a faster model.',
  };
}

/** What a throw means to whoever asks for the job. */
export function failedBy(error: unknown, operator?: Operator): Failure {
  const [known] = error instanceof ConfigurationError ? error.problems : [];
  const { code, message, hint } = known ?? defectOf(error, operator);
  return { code, message, hint };
}

function tooLarge(length: number, most: number): Failure {
  return {
    code: 'result_too_large',
    message: `The result has ${length} characters; at most ${most} are kept.`,
    hint: 'Start several jobs, each with some of the ids, or run casewright generate.',
  };
}
