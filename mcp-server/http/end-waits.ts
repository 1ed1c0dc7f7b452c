import { ConfigurationError } from '../../core/index.ts';
import { hasEnded, type Jobs } from '../jobs/jobs.ts';
import { shuttingDown } from './supervise.ts';

/** The jobs of a server that may be told to end: who waits for one is told so then, not when the server has run out of time. */
export function endWaits(jobs: Jobs, told: AbortSignal): Jobs {
  return {
    ...jobs,
    wait: async (id, caller, { ms, signal }) => {
      const job = await jobs.wait(id, caller, { ms, signal: AbortSignal.any([signal, told]) });
      const isCutShort = told.aborted && !signal.aborted && ms > 0 && job && !hasEnded(job);
      if (isCutShort) throw new ConfigurationError([shuttingDown]);
      return job;
    },
  };
}
