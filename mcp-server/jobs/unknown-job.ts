import { ConfigurationError, problem } from '../../core/index.ts';
import { hasEnded, type Job, type Jobs } from './jobs.ts';

/** Why there is no result: the job is still at work, or the handle is nobody's (any more) or somebody else's. */
export async function noResult(id: string, jobs: Jobs, caller: string): Promise<ConfigurationError> {
  const job = await jobs.find(id, caller);
  if (job === undefined) return unknownJob();
  return hasEnded(job) ? broughtNothing(job) : notFinished(job.status);
}

export function unknownJob(): ConfigurationError {
  const message = 'there is no generation with this job_id';
  const hint = 'Use the job_id that start_generation gave you; it is forgotten a day after its end.';
  return new ConfigurationError([problem({ code: 'unknown_job', message, hint })]);
}

function broughtNothing({ status, error }: Job): ConfigurationError {
  const message = `the generation is ${status} and brought nothing${error ? `: ${error.message}` : ''}`;
  const hint = error?.hint ?? 'Start another one.';
  return new ConfigurationError([problem({ code: 'no_result', message, hint })]);
}

function notFinished(status: string): ConfigurationError {
  const hint = 'Call get_generation with wait_seconds until its status is done.';
  return new ConfigurationError([problem({ code: 'not_finished', message: `the generation is ${status}`, hint })]);
}
