import type { Model } from '../model.ts';

/** What the user knows of the licence, where the engine tells none. */
export const withLicense = (model: Model, license: string): Model => ({
  ...model,
  identify: async (signal) => {
    const identity = await model.identify(signal);
    return identity.ok && (identity.license ?? '') === '' ? { ...identity, license } : identity;
  },
});
