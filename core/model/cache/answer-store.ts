import Keyv from 'keyv';
import { LRUCache } from 'lru-cache';
import type { ModelAnswer } from '../model.ts';
import { cachedAnswer } from './cached-answer.ts';

export type StoreOptions = {
  /** A store for `keyv`: a folder, Redis, a `Map`. */
  store: object;
  ttlMs: number;
  /** Answers that are kept in memory. */
  memory: number;
  now: () => number;
  onProblem: (problem: Error) => void;
};

export type AnswerStore = {
  get: (key: string) => Promise<ModelAnswer | undefined>;
  set: (key: string, answer: ModelAnswer) => Promise<void>;
  close: () => Promise<void>;
};

const patienceMs = 1000;
const restMs = 30_000;

/** Answers in memory before a slower store. A store that fails or hangs is reported and left alone for a while. */
export const answerStore = ({ store, ttlMs, memory, now, onProblem }: StoreOptions): AnswerStore => {
  const near = new LRUCache<string, ModelAnswer>({ max: memory, ttl: ttlMs, ttlResolution: 0, perf: { now } });
  const far = new Keyv({ store, ttl: ttlMs });
  // Without a listener a store that loses its connection would end the process.
  far.on('error', (error: unknown) => onProblem(error instanceof Error ? error : new Error(String(error))));
  let restUntil = 0;

  const hung = (): undefined => {
    restUntil = now() + restMs;
    onProblem(new Error(`the cache did not answer within ${patienceMs} ms; it is left alone for ${restMs / 1000} s`));
    return undefined;
  };

  const patiently = async <T>(work: () => Promise<T>): Promise<T | undefined> =>
    now() < restUntil ? undefined : within(patienceMs, work(), hung);

  return {
    get: async (key) => {
      const known = near.get(key);
      if (known !== undefined) return known;
      const found = await patiently(() => far.getRaw<unknown>(key));
      if (found === undefined) return undefined;
      const { value, expires = now() + ttlMs } = typeof found === 'string' ? {} : found;
      const answer = cachedAnswer(value);
      if (answer === undefined) await patiently(() => far.delete(key));
      else near.set(key, answer, { ttl: Math.max(1, expires - now()) });
      return answer;
    },
    set: async (key, answer) => {
      near.set(key, answer);
      await patiently(() => far.set(key, answer));
    },
    close: async () => {
      near.clear();
      await within(patienceMs, far.disconnect(), hung);
    },
  };
};

const within = async <T>(ms: number, work: Promise<T>, tooLate: () => undefined): Promise<T | undefined> => {
  const late = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => late.resolve(tooLate()), ms);
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
};
