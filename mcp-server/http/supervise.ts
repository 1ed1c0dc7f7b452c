import { problem, type Problem } from '../../core/index.ts';
import type { Settings } from '../define-tool.ts';
import type { Outcome } from '../run-tool.ts';
import type { Exchange, Host } from './exchange.ts';
import type { ToolOutcome } from './meters.ts';

/**
 * The settings of one request: each call of a tool is counted, and ends when the client has gone, when it has taken too
 * long, or when the server ends. Its work ends with it.
 */
export function supervised(
  { settings, limits, meters, ending }: Host,
  exchange: Exchange,
  gone: AbortSignal,
): Settings {
  return {
    ...settings,
    aroundTool: async ({ tool, args, call }, run) => {
      const tooLong = new AbortController();
      const timer = setTimeout(() => tooLong.abort(), limits.workMs);
      const started = performance.now();
      const signal = AbortSignal.any([call.signal, gone, tooLong.signal, ending]);
      const outcome = await run({ ...call, signal });
      clearTimeout(timer);
      const ms = performance.now() - started;
      exchange.waitedMs += Math.min(waitOf(args), ms);
      const [counted, answered] = judge(outcome, {
        timed_out: tooLong.signal.aborted && timeLimit(limits.workMs),
        ending: ending.aborted && shuttingDown,
        cancelled: (call.signal.aborted || gone.aborted) && cancelled,
      });
      meters.tool({ tool, outcome: counted, seconds: ms / 1000 });
      if (!answered.ok && answered.problems[0]) exchange.code = answered.problems[0].code;
      return answered;
    },
  };
}

/** Work that was broken off may look finished: what it has so far is no answer to what was asked. */
function judge(
  outcome: Outcome,
  broken: { timed_out: Problem | false; ending: Problem | false; cancelled: Problem | false },
): [ToolOutcome, Outcome] {
  if (outcome.ok && outcome.answer.stands) return ['ok', outcome];
  if (broken.timed_out) return ['timed_out', because(broken.timed_out)];
  if (broken.ending) return ['cancelled', because(broken.ending)];
  if (broken.cancelled) return ['cancelled', because(broken.cancelled)];
  if (outcome.ok) return ['ok', outcome];
  return [outcome.defect ? 'defect' : 'refused', outcome];
}

const because = (reason: Problem): Outcome => ({ ok: false, problems: [reason], defect: false });

/** How long the client itself asked the server to wait. */
function waitOf(args: unknown): number {
  if (typeof args !== 'object' || args === null || !('wait_seconds' in args)) return 0;
  const seconds = Number(args.wait_seconds);
  return seconds > 0 ? seconds * 1000 : 0;
}

const timeLimit = (ms: number): Problem =>
  problem({
    code: 'time_limit',
    message: `the call took longer than ${Math.round(ms / 1000)} s and was ended`,
    hint: 'Use start_generation (POST /api/v1/generations) for long work, or name fewer requirements with ids.',
  });

export const shuttingDown = problem({
  code: 'shutting_down',
  message: 'the server is ending',
  hint: 'Call again once it is up; what start_generation began goes on then.',
});

const cancelled = problem({ code: 'cancelled', message: 'the call was cancelled', hint: 'Call again.' });
