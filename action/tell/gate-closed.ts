import { type FailReason, problem, type Problem } from '../../core/index.ts';
import type { Report } from '../report.ts';

/** What fails the job: with a ratchet only what is worse than there. */
export function gateClosed({ committed, failOn, ratchet }: Pick<Report, 'committed' | 'failOn' | 'ratchet'>): Problem {
  const lists: Record<FailReason, string[]> = committed.fresh ?? committed;
  const found = Object.entries(lists).filter(
    ([reason, ids]) => failOn.includes(reason) && Array.isArray(ids) && ids.length > 0,
  );
  const named = found.map(
    ([reason, ids]) => `${ids.length} ${reason} (${ids.slice(0, 5).join(', ')}${ids.length > 5 ? ', …' : ''})`,
  );
  return problem({
    code: 'gate_closed',
    message: `what is committed at the head does not pass fail-on${ratchet === undefined ? '' : `, compared with ${ratchet}`}: ${named.join('; ')}`,
    hint: 'Run `casewright generate` and commit what it writes, or apply the patch of the report; `casewright check` says the same as this job.',
  });
}
