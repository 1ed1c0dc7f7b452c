import { verbAt } from '../../text/clause.ts';
import { definite, isPerson } from '../../text/noun-phrase.ts';
import { verbPhrase } from '../../text/verb-phrase.ts';
import { baseForm, isThirdPerson } from '../../text/verbs.ts';
import type { Demand } from '../../types.ts';

/** What a person does in a requirement: base forms, such as `cancel` · `the order` of `cancel the order before it ships`. */
export type Action = { verb: string; object: string; thing: string; phrase: string; own: boolean };

/** A phrase that already says how often, how long or what with is an example of its own: nothing is guessed about it. */
const particular =
  /\d|\b(?:once|twice|two|three|four|five|six|times|first|second|again|invalid|wrong|not|no|without)\b/i;
const longestPhrase = 80;
/** Verbs by which drafts feed a system; no person was named. */
const technical = new Set(['give', 'use', 'try', 'let', 'be', 'have', 'cause', 'bring', 'request']);

/** The action that a demand is about, where a person carries one out on something. */
export function actionOf({ facts, item }: Demand, text: string): Action | undefined {
  if (item.type !== 'positive') return undefined;
  const phrase = (facts.attempt || personsEvent(facts) || personsOutcome(facts)).split(/[,;]/)[0]?.trim() ?? '';
  const found = verbPhrase(phrase);
  // "pay for the basket" is about the basket.
  const about = found.object === '' ? /^(for)\s+((?:the|an?|my)\s.*)$/i.exec(found.rest) : null;
  const verb = about ? `${found.verb} ${about[1]}` : found.verb;
  const object = about ? verbPhrase(`pay ${about[2]}`).object : found.object;
  const [word = ''] = verb.split(' ');
  const base = baseForm(word) ?? word.toLowerCase();
  if (base === '' || technical.has(base) || object === '' || phrase.length > longestPhrase || particular.test(phrase))
    return undefined;
  const short = `${verb} ${definite(object)}`;
  return {
    verb: base,
    object: object.toLowerCase(),
    thing: definite(object),
    phrase: short,
    own: isOwn(text, object),
  };
}

/** "my order": the story says whose it is, and the demand no longer does. */
function isOwn(text: string, object: string): boolean {
  const head = object.replace(/^(?:the|an?)\s+/i, '').split(/\s/)[0] ?? '';
  return (
    head !== '' &&
    new RegExp(`\\b(?:my|their own|his or her)(?: own)?\\s+${head.replace(/[^\p{L}\d]/gu, '.')}`, 'iu').test(text)
  );
}

/** "the customer removes an article" → "remove an article". */
function personsEvent({ circumstances }: Demand['facts']): string {
  const event = circumstances.find(({ role }) => role === 'event')?.text ?? '';
  return actedBy(event);
}

function personsOutcome({ outcome }: Demand['facts']): string {
  return outcome.form === 'base' && !outcome.negated && isPerson(outcome.actor)
    ? outcome.predicate.replace(/^be able to /, '')
    : '';
}

function actedBy(clause: string): string {
  const verb = verbAt(clause);
  if (!verb || !isPerson(clause.slice(0, verb.index).trim())) return '';
  const base = isThirdPerson(verb.word) ? baseForm(verb.word) : undefined;
  return base ? `${base}${clause.slice(verb.index + verb.word.length)}` : '';
}
