import { isParticiple, isThirdPerson } from '../text/verbs.ts';
import { isTime, type Quantity } from './quantity.ts';

const otherClass =
  /^(?:and|or|but|nor|to|of|in|on|at|by|for|from|with|without|within|into|per|after|before|during|until|while|when|if|as|that|which|who|than|then|is|are|was|has|have|can|may|must|shall|will|not|each|every|the|its|their|long|old|wide|high|deep|ago|apart|away|later|earlier|more|less|left|only|total|also|both|either|between|over|under|above|below)$/;

/**
 * "one verbatim quote": the noun behind the adjective is what is counted. Behind a singular noun stands no plural verb, so
 * a word that is none of the small words, no third person and no participle belongs to the noun.
 */
export function withHeadNoun(at: Quantity, after: string): Quantity {
  if (at.value !== 1 || !/^\p{Ll}[\p{Ll}-]{2,}$/u.test(at.unit) || isTime(at.unit) || at.unit.endsWith('s')) return at;
  const next = /^\s(\p{Ll}[\p{Ll}-]{2,})(?![\p{L}\d])/u.exec(after)?.[1];
  if (!next || otherClass.test(next) || isThirdPerson(next) || isParticiple(next) || /(?:ed|ly|ing)$/.test(next))
    return at;
  return { ...at, unit: `${at.unit} ${next}`, text: `${at.text} ${next}` };
}
