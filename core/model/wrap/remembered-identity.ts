import type { Model, ModelFailure, ModelIdentity } from '../model.ts';

// A tag may be pulled anew while this process runs.
const identityMs = 60_000;
// Long enough that a box that hangs costs one time-out and not one for each request, and no longer than a restart.
const failureMs = 5000;

/** Asks a model what it is, and for a while not again: after a failure for some seconds only, after an abort at once. */
export const rememberedIdentity = (model: Model, now: () => number = Date.now): Model['identify'] => {
  let known: { identity: ModelIdentity | ModelFailure; until: number } | undefined;
  return async (signal) => {
    if (known !== undefined && now() < known.until) return known.identity;
    const identity = await model.identify(signal);
    const ms = identity.ok ? identityMs : failureMs;
    const said = identity.ok || identity.code !== 'CANCELLED';
    known = said ? { identity, until: now() + ms } : undefined;
    return identity;
  };
};
