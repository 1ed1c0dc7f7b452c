import { pastParticiple } from '../text/verbs.ts';
import { verbPhrase } from '../text/verb-phrase.ts';
import type { Outcome } from '../types.ts';
import { definite, isPerson, isPlural, lowerFirst } from '../text/noun-phrase.ts';
import type { Statement } from './statement.ts';

/** What the main clause demands. */
export function outcomeOf(statement: Statement, predicate: string = statement.predicate.text): Outcome {
  if (!statement.subject) {
    return statement.form === 'base'
      ? {
          actor: 'the system',
          predicate: lowerFirst(predicate.replaceAll(/\s+/g, ' ')),
          form: 'base',
          negated: statement.negated,
        }
      : { actor: '', predicate, form: 'whole', negated: statement.negated };
  }
  // Present-tense predicates are padded to keep their offsets.
  const aside = statement.aside && predicate === statement.predicate.text ? ` ${lowerFirst(statement.aside.text)}` : '';
  return {
    actor: something(someone(lowerFirst(unshouted(statement.subject.text)))),
    predicate: `${predicate.replaceAll(/\s+/g, ' ')}${aside}`,
    form: 'base',
    negated: statement.negated,
  };
}

/** "delete a project" → the project · be deleted; undefined where there is no object to speak of. */
export function passive(predicate: string): { actor: string; predicate: string } | undefined {
  const { verb, object, complement } = verbPhrase(predicate);
  if (
    object === '' ||
    verb.includes(' ') ||
    verb === 'be' ||
    verb === 'have' ||
    !/^(?:the|an?|all|any|my|your|his|her|its|our|their|one|every|each)\s/i.test(object)
  )
    return undefined;
  return { actor: definite(object), predicate: `be ${pastParticiple(verb)} ${complement}`.trim() };
}

/** "THE SYSTEM", as some tools write it. */
const unshouted = (subject: string): string =>
  /^THE \p{Lu}{4,}/u.test(subject) ? subject.replaceAll(/\p{Lu}{3,}/gu, (word) => word.toLowerCase()) : subject;

/** "System MUST …" */
const something = (actor: string): string =>
  /^(?:system|application|app|server|service|platform|backend|frontend|device|gateway)$/.test(actor)
    ? `the ${actor}`
    : actor;

/** "User can …": the article that criteria leave out. */
const someone = (actor: string): string =>
  /^\p{Ll}+$/u.test(actor) &&
  isPerson(actor) &&
  !isPlural(actor) &&
  !/^(?:it|they|he|she|we|you|anyone|someone|everyone|nobody|staff)$/.test(actor)
    ? `the ${actor}`
    : actor;
