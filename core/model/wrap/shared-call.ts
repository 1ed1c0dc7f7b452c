import { cancelled } from '../failure/model-failure.ts';
import type { ModelFailure } from '../model.ts';
import { steady } from './progress.ts';

export type Caller = { signal?: AbortSignal | undefined; onText?: ((characters: number) => void) | undefined };

export type SharedCall<T> = {
  /** Resolves as the call does, or at once as cancelled when this caller gives up. */
  join: (caller: Caller) => Promise<T | ModelFailure>;
  /** Everybody gave up: nobody may join any more. */
  abandoned: () => boolean;
};

/** One call for several callers. It starts with the first and is aborted when all have given up, not before. */
export const sharedCall = <T>(
  start: (signal: AbortSignal, onText: (characters: number) => void) => Promise<T>,
): SharedCall<T> => {
  const all = new AbortController();
  const listeners = new Set<(characters: number) => void>();
  let waiting = 0;
  let result: Promise<T> | undefined;

  // In a moment, so that those who join in the same turn miss nothing.
  const begin = async (): Promise<T> => {
    await Promise.resolve();
    return start(all.signal, (characters) => {
      for (const each of listeners) each(characters);
    });
  };

  return {
    abandoned: () => all.signal.aborted,
    join: async ({ signal, onText }) => {
      if (signal?.aborted === true) return cancelled();
      const { promise: left, resolve } = Promise.withResolvers<ModelFailure>();
      const listener = onText === undefined ? undefined : steady(onText);
      if (listener !== undefined) listeners.add(listener);
      const leave = (): void => {
        resolve(cancelled());
        waiting -= 1;
        if (waiting === 0) all.abort();
      };
      waiting += 1;
      signal?.addEventListener('abort', leave, { once: true });
      result ??= begin();
      try {
        return await Promise.race([result, left]);
      } finally {
        signal?.removeEventListener('abort', leave);
        if (listener !== undefined) listeners.delete(listener);
      }
    },
  };
};
