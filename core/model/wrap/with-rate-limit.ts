import PQueue from 'p-queue';
import { cancelled } from '../failure/model-failure.ts';
import type { Model, ModelAnswer, ModelFailure, ModelRequest } from '../model.ts';

export type RateLimit = {
  /** Calls that may start within any 60 s. */
  requests_per_minute?: number | undefined;
  /** Calls that may run at once. */
  concurrency?: number | undefined;
};

/** Lets calls wait for their turn, in the order of their coming. Whoever gives up leaves the queue at once. */
export const withRateLimit = (model: Model, { requests_per_minute, concurrency }: RateLimit): Model => {
  if (requests_per_minute === undefined && concurrency === undefined) return model;
  const queue = new PQueue({
    concurrency: concurrency ?? Infinity,
    ...(requests_per_minute === undefined ? {} : { intervalCap: requests_per_minute, interval: 60_000, strict: true }),
  });
  return { ...model, generate: (request) => inTurn(queue, model, request) };
};

const inTurn = async (queue: PQueue, model: Model, request: ModelRequest): Promise<ModelAnswer | ModelFailure> => {
  const { signal } = request;
  if (signal?.aborted === true) return cancelled();
  // The queue frees the place of a running call that is aborted, though its engine may still be at work; so it learns
  // of an abort only while the call waits.
  const leaving = new AbortController();
  const leave = (): void => leaving.abort();
  signal?.addEventListener('abort', leave, { once: true });
  try {
    return await queue.add(
      () => {
        signal?.removeEventListener('abort', leave);
        return model.generate(request);
      },
      { signal: leaving.signal },
    );
  } catch (error) {
    if (leaving.signal.aborted) return cancelled();
    throw error;
  } finally {
    signal?.removeEventListener('abort', leave);
  }
};
