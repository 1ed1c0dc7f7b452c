import { isBaseVerb, thirdPerson } from '../text/verbs.ts';
import { isPlural } from '../text/noun-phrase.ts';

const adverb =
  /^((?:immediately|first|always|automatically|also|then|still|again|permanently|temporarily|safely|no longer|\p{L}+ly)\s+)/iu;
/** A further verb of a list of actions: a base form with what follows a verb rather than a noun. */
const furtherVerb =
  /(,\s*|,?\s+(?:and|or|AND|OR)\s+(?:(?:then|also|finally|next|afterwards)\s+)?|,\s+then\s+)(\p{L}+)(?=\s+(?:(?:the|an?|all|its|their|each|every|any|no|that|this|whether|back|to|it|them)(?=[\s,]|$)|\d|["“'‘]|\p{Lu}))/gu;

/** Verbs that need no object, at the end of a list of actions or before a preposition. */
const endingVerb =
  /(,?\s+(?:and|or)\s+(?:then\s+)?)(end|exit|stop|wait|continue|return|terminate|restart|proceed|retry|abort|resume|finish|fail|quit|respond|halt|leave)(?=$|[.,]|\s+(?:with|without|to|at|in|on|for|by|after|before|until|when|if|as|from|immediately|again)\b)/giu;
/** "the start and end of the trip": the word stands beside a noun of its kind. */
const pairedNoun =
  /\b(?:start|starts|beginning|begin|entry|entries|entrance|arrival|open|stop|stops|exit|pause|success|delays?|number of \p{L}+)$/iu;

/** "writes the summary and end" → "writes the summary and ends". */
const withEndingVerbs = (predicate: string): string =>
  predicate.replaceAll(endingVerb, (all, ...[joint, verb, at]: [string, string, number]) =>
    pairedNoun.test(predicate.slice(0, at)) ? all : `${joint}${thirdPerson(verb.toLowerCase())}`,
  );

/**
 * The main clause in the present tense: "the system" + "lock the account" → "the system locks the account", negated
 * "the system does not lock the account". Every verb of a list of actions is conjugated.
 */
export function finiteClause(actor: string, predicate: string, negated: boolean): string {
  const plural = actor !== '' && isPlural(actor);
  const led = adverb.exec(predicate)?.[1] ?? '';
  // "supply" and "apply" look like adverbs.
  const lead = isBaseVerb(led.trim()) ? '' : led;
  const rest = predicate.slice(lead.length);
  const subject = actor === '' ? '' : `${actor} `;
  if (/^be\b/i.test(rest)) {
    const verb = plural ? 'are' : 'is';
    return `${subject}${verb} ${negated ? 'not ' : ''}${lead}${rest.replace(/^be\s*/i, '')}`.trim();
  }
  if (negated)
    return `${subject}${plural ? 'do' : 'does'} not ${lead}${rest.replace(/\s+and\s+(?=(\p{L}+)\s)/iu, (all, word: string) => (isBaseVerb(word) ? ' or ' : all))}`;
  return `${subject}${lead}${plural ? rest : conjugated(rest)}`;
}

const bareVerbs = /^\p{Ll}+(?:,\s+\p{Ll}+)*,?\s+and\s+\p{Ll}+(?=$|,?\s+in\s)/u;

/** Third person for the first verb and for each further verb of a list of actions. */
function conjugated(predicate: string): string {
  // "rinse, spin and drain": verbs without objects.
  const verbs = bareVerbs.exec(predicate)?.[0] ?? '';
  if (verbs.match(/\p{Ll}+/gu)?.every((word) => word === 'and' || isBaseVerb(word)))
    return `${verbs.replaceAll(/\p{Ll}+/gu, (word) => (word === 'and' ? word : thirdPerson(word)))}${predicate.slice(verbs.length)}`;
  const [, first = predicate, tail = ''] = /^([\p{L}-]+)(.*)$/su.exec(predicate) ?? [];
  const later = withEndingVerbs(tail).replaceAll(furtherVerb, (all, joint: string, word: string) =>
    isBaseVerb(word) || /then|finally|next|afterwards/.test(joint) ? `${joint}${thirdPerson(word)}` : all,
  );
  return `${thirdPerson(first.toLowerCase())}${later}`;
}
