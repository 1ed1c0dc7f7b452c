import type { Model, ModelAnswer, ModelFailure, ModelRequest } from '../model.ts';
import { rememberedIdentity } from '../wrap/remembered-identity.ts';
import { type SharedCall, sharedCall } from '../wrap/shared-call.ts';
import { type AnswerStore, answerStore } from './answer-store.ts';
import { cacheKey } from './cache-key.ts';
import { dropOldAnswers } from './cache-folder.ts';
import { folderStore } from './folder-store.ts';
import { lookupCounter } from './count-lookups.ts';

export type CacheOptions = {
  /** Where answers are kept and lookups are counted. */
  folder: string;
  /** Another store of `keyv` for the answers, such as `redisStore` gives. @default files in the folder */
  store?: object;
  /** @default 30 days */
  ttlMs?: number;
  /** Answers that are kept in memory. @default 500 */
  memory?: number;
  now?: () => number;
  onLookup?: (hit: boolean) => void;
  /** The cache cannot be used. The call goes on without it. */
  onProblem?: (problem: Error) => void;
};

type Outcome = ModelAnswer | ModelFailure;
type Landed = { ok: true; outcome: Outcome; hit: boolean };
type Flight = SharedCall<Landed> & { paid: boolean };

const day = 86_400_000;

/**
 * Keeps whole answers, and gives them again to equal requests for equal weights. Equal requests at the same time are one
 * call. Belongs around a single model: a list of models has no digest of its own, and is left as it is.
 */
export const withCache = (
  model: Model,
  { folder, store = folderStore(folder), ttlMs = 30 * day, memory = 500, now = Date.now, ...told }: CacheOptions,
): Model => {
  if ('models' in model) return model;
  const onProblem = told.onProblem ?? (() => undefined);
  const answers = answerStore({ store, ttlMs, memory, now, onProblem });
  const lookups = lookupCounter(folder, onProblem);
  const flights = new Map<string, Flight>();
  const identify = rememberedIdentity(model, now);

  const looked = (hit: boolean): void => {
    lookups.add(hit);
    told.onLookup?.(hit);
  };

  const fly = (key: string, request: ModelRequest): Flight => {
    const call = sharedCall(async (signal, onText): Promise<Landed> => {
      const known = await answers.get(key);
      const outcome = known ?? (await kept(answers, { key, model, request: { ...request, signal, onText } }));
      if (flights.get(key) === flight) flights.delete(key);
      return { ok: true, outcome, hit: known !== undefined };
    });
    const flight = { ...call, paid: false };
    flights.set(key, flight);
    return flight;
  };

  return {
    ...model,
    generate: async (request) => {
      const identity = await identify(request.signal);
      // What the rules write follows from the draft, and costs nothing.
      if (!identity.ok || identity.deployment === 'rules' || request.signal?.aborted === true) {
        return model.generate(request);
      }
      const key = cacheKey(identity, request, model.endpoint);
      const current = flights.get(key);
      const flight = current === undefined || current.abandoned() ? fly(key, request) : current;
      const landed = await flight.join(request);
      if (!landed.ok) return landed;
      const { outcome, hit } = landed;
      // One engine ran, so its counts are one caller's.
      const fresh = !hit && !flight.paid;
      if (fresh) flight.paid = true;
      looked(!fresh);
      if (!outcome.ok || fresh) return outcome;
      if (hit) request.onText?.(outcome.text.length);
      return { ...outcome, cached: true };
    },
    close: async () => {
      await lookups.flush();
      await answers.close();
      await dropOldAnswers(folder, now() - ttlMs).catch(onProblem);
      await model.close?.();
    },
  };
};

type Keeping = { key: string; model: Model; request: ModelRequest };

const kept = async (answers: AnswerStore, { key, model, request }: Keeping): Promise<Outcome> => {
  const outcome = await model.generate(request);
  if (outcome.ok && outcome.finish === 'stop') await answers.set(key, outcome);
  return outcome;
};
