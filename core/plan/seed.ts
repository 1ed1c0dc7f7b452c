import type { CaseType, Demand, Facts, Technique } from '../types.ts';
import type { Phrase } from './phrase.ts';

type Common = { type: CaseType; technique: Technique; statement: string; evidence: Phrase[] };

/** A coverage item before it has a number: the outcome is known, so it becomes a case. */
export type KnownSeed = Common &
  Pick<Demand, 'polarity' | 'trigger' | 'response' | 'values' | 'computed'> & { facts: Facts };

/** The requirement does not say what should happen: it becomes a question. */
export type OpenSeed = Common & { question: string };

export type Seed = KnownSeed | OpenSeed;

export const isKnown = (seed: Seed): seed is KnownSeed => 'facts' in seed;
