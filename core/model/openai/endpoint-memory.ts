import type { Profile, SchemaMode } from './profiles.ts';

/** What the refusals of one endpoint and model have taught, so that each is met once in a process. */
export type Learned = { mode: SchemaMode; without: string[] };
export type Endpoints = Map<string, Learned>;

const ofThisProcess: Endpoints = new Map();

/** The record of one endpoint and model, kept in the process unless a map is given. */
export const memoryOf = (profile: Profile, key: string, endpoints: Endpoints = ofThisProcess) => {
  const read = (): Learned => endpoints.get(key) ?? { mode: profile.modes[0], without: [] };
  return {
    read,
    /** Takes the next way to tell the schema; false where there is none. Others may have moved on meanwhile. */
    refuseMode: (refused: SchemaMode): boolean => {
      const { mode, without } = read();
      if (mode !== refused) return true;
      const next = profile.modes[profile.modes.indexOf(refused) + 1];
      if (next !== undefined) endpoints.set(key, { mode: next, without });
      return next !== undefined;
    },
    refuseParameter: (name: string): void => {
      const { mode, without } = read();
      if (!without.includes(name)) endpoints.set(key, { mode, without: [...without, name] });
    },
  };
};

export type Memory = ReturnType<typeof memoryOf>;
