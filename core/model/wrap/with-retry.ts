import { ConstantBackoff, handleWhenResult, retry } from 'cockatiel';
import { cancelled, modelFailure } from '../failure/model-failure.ts';
import type { Model, ModelAnswer, ModelFailure, ModelRequest } from '../model.ts';
import { withDeadline } from '../with-deadline.ts';
import { backoffDelay } from './backoff.ts';

export type RetryOptions = {
  /** After the first attempt. @default 4 */
  retries?: number;
  /** For all attempts of one request and the waits between them. @default none but that of each call */
  deadlineMs?: number;
  /** Told before each wait. */
  onRetry?: (failure: ModelFailure, next: { attempt: number; delay_ms: number }) => void;
  now?: () => number;
  random?: () => number;
  /** Ends early, without an error, when the signal fires. */
  sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
};

type Outcome = ModelAnswer | ModelFailure;

// A call that fails after ten minutes is not worth another ten.
const patienceMs = 600_000;
// A server that asks each time for a minute would else hold a long run for hours.
const longestWaitsMs = 180_000;

/**
 * Repeats a call whose transport failed before the model wrote anything. What is wrong with a text is left to who asked:
 * the same seed would write it again. A server that cannot be reached is waited for only if it has been there before,
 * and none longer than three minutes in all.
 */
export const withRetry = (
  model: Model,
  { retries = 4, deadlineMs, onRetry, now = Date.now, random = Math.random, sleep = abortableSleep }: RetryOptions = {},
): Model => {
  let known = false;

  const attempts = (request: ModelRequest, signal: AbortSignal): Promise<Outcome> => {
    const end = now() + Math.min(deadlineMs ?? Infinity, patienceMs);
    let last: ModelFailure | undefined;
    let wrote = false;
    let delay_ms = 0;
    let waited = 0;

    const again = (outcome: unknown, attempt: number): boolean => {
      if (last === undefined || outcome !== last || signal.aborted || !isTransient(last, { wrote, known }))
        return false;
      delay_ms = backoffDelay(attempt, { retry_after_ms: last.retry_after_ms, random });
      return now() + delay_ms < end && waited + delay_ms <= longestWaitsMs;
    };

    let attempt = 0;
    const policy = retry(
      handleWhenResult((outcome) => again(outcome, attempt)),
      // Cockatiel's own wait cannot be ended by a signal, so it is none, and `generate` waits.
      { maxAttempts: retries, backoff: new ConstantBackoff(0) },
    );
    return policy.execute(async (): Promise<Outcome> => {
      if (last !== undefined) {
        onRetry?.(last, { attempt: attempt + 1, delay_ms });
        waited += delay_ms;
        await sleep(delay_ms, signal);
        if (signal.aborted) return cancelled();
      }
      attempt += 1;
      const outcome = await model.generate({
        ...request,
        signal,
        onText: (characters) => {
          wrote ||= characters > 0;
          request.onText?.(characters);
        },
      });
      known ||= outcome.ok || wrote;
      last = outcome.ok ? undefined : outcome;
      return outcome;
    });
  };

  return {
    ...model,
    identify: async (signal) => {
      const identity = await model.identify(signal);
      known ||= identity.ok;
      return identity;
    },
    generate: (request) => {
      if (deadlineMs === undefined) return attempts(request, request.signal ?? new AbortController().signal);
      return withDeadline({ ms: deadlineMs, signal: request.signal }, async (signal, ended) => {
        const outcome = await attempts(request, signal);
        if (outcome.ok || outcome.code !== 'CANCELLED' || ended() !== 'timeout') return outcome;
        return modelFailure('timed_out', {
          engine: model.name,
          url: model.endpoint ?? '-',
          seconds: deadlineMs / 1000,
        });
      });
    },
  };
};

const isTransient = ({ kind }: ModelFailure, { wrote, known }: { wrote: boolean; known: boolean }): boolean => {
  if (kind === 'busy' || kind === 'rate_limited') return true;
  if (kind === 'server_failed' || kind === 'connection_closed') return !wrote;
  return (kind === 'unreachable' || kind === 'ollama_unreachable') && known;
};

const abortableSleep = (ms: number, signal: AbortSignal): Promise<void> => {
  const { promise, resolve } = Promise.withResolvers<void>();
  if (signal.aborted) return Promise.resolve();
  const wake = (): void => {
    clearTimeout(timer);
    signal.removeEventListener('abort', wake);
    resolve();
  };
  const timer = setTimeout(wake, ms);
  signal.addEventListener('abort', wake, { once: true });
  return promise;
};
