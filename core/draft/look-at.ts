import { asStep } from './imperative.ts';

/** The step in which a tester observes; it always names what to observe. */
export function lookAt(what: string): string {
  return asStep(
    what === '' || what === 'it'
      ? 'observe what happens'
      : `look at ${what.replace(/^(?:an?|each|any)\s+(?=[\p{L}\d])/iu, 'the ').replace(/^(?:my|your|their|its|his|her)(?: own)?\s+/i, 'the ')}`,
  );
}
