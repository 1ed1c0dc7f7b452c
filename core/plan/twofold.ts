import { isBaseVerb, isThirdPerson } from '../text/verbs.ts';
import { part, type Phrase } from './phrase.ts';
import { trailingConditions } from './split-conditions.ts';

/** Two actions, each with its own condition: "turns on when motion is detected and turns off after 60 s". */
export function twofold(sentence: Phrase): [Phrase, Phrase] | undefined {
  if (sentence.text.length > 400) return undefined;
  for (const joint of sentence.text.matchAll(/,?\s+and\s+(?=(\p{Ll}+)\s)/gu)) {
    const verb = joint[1] ?? '';
    if (!isThirdPerson(verb) && !isBaseVerb(verb)) continue;
    const first = part(sentence, 0, joint.index);
    const second = part(sentence, joint.index + joint[0].length);
    const conditional = (clause: Phrase): boolean => trailingConditions(clause).conditions.length > 0;
    if (conditional(first) && conditional(second)) return [first, second];
  }
  return undefined;
}
