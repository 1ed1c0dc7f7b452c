import { some } from '../text/noun-phrase.ts';
import type { Outcome } from '../types.ts';
import type { Statement } from './statement.ts';

/** What happens where the demand does not hold: "does not write any file" → "writes a file". */
export const oppositeOutcome = (outcome: Outcome): Outcome => ({
  ...outcome,
  negated: !outcome.negated,
  predicate: outcome.negated ? allowed(outcome.predicate) : outcome.predicate,
});

/** "write any file" → "write a file". */
export const allowed = (predicate: string): string =>
  predicate.replace(/^(\S+\s+)any\s+(?=\p{L})(.*)$/su, (_, verb: string, object: string) => `${verb}${some(object)}`);

const lasting = /^(?:keep|retain|preserve|leave|maintain|remain|stay|continue)\b/i;

/**
 * "If the model cannot serve, … shall keep the comment": what is kept is there anyway, so nobody demands that it is lost
 * where the condition does not hold.
 */
export const keepsOnly = ({ predicate, negated, whole }: Statement): boolean =>
  !negated && (lasting.test(predicate.text) || /\b(?:shall|must|will|should)\s+still\s/i.test(whole.text));
