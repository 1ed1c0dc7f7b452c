import { isBaseVerb, thirdPerson } from '../text/verbs.ts';
import { isPlural } from '../text/noun-phrase.ts';

const adverb =
  /^((?:immediately|always|automatically|also|then|still|again|permanently|temporarily|safely|no longer|\p{L}+ly)\s+)/iu;
/** A further verb of a list of actions: a base form with what follows a verb rather than a noun. */
const furtherVerb =
  /(,\s*|,?\s+(?:and|or)\s+(?:then\s+|also\s+)?)(\p{L}+)(?=\s+(?:(?:the|an?|all|its|their|each|every|any|no|that|this|whether|back|to)\s|\d|["“'‘]|\p{Lu}))/gu;

/**
 * The main clause in the present tense: "the system" + "lock the account" → "the system locks the account", negated
 * "the system does not lock the account". Every verb of a list of actions is conjugated.
 */
export function finiteClause(actor: string, predicate: string, negated: boolean): string {
  const plural = actor !== '' && isPlural(actor);
  const lead = adverb.exec(predicate)?.[1] ?? '';
  const rest = predicate.slice(lead.length);
  const subject = actor === '' ? '' : `${actor} `;
  if (/^be\b/i.test(rest)) {
    const verb = plural ? 'are' : 'is';
    return `${subject}${verb} ${negated ? 'not ' : ''}${lead}${rest.replace(/^be\s*/i, '')}`.trim();
  }
  if (negated)
    return `${subject}${plural ? 'do' : 'does'} not ${lead}${rest.replace(/\s+and\s+(?=(\p{L}+)\s)/u, (all, word: string) => (isBaseVerb(word) ? ' or ' : all))}`;
  return `${subject}${lead}${plural ? rest : conjugated(rest)}`;
}

/** Third person for the first verb and for each further verb of a list of actions. */
function conjugated(predicate: string): string {
  const [, first = predicate, tail = ''] = /^([\p{L}-]+)(.*)$/su.exec(predicate) ?? [];
  const later = tail.replaceAll(furtherVerb, (all, joint: string, word: string) =>
    isBaseVerb(word) ? `${joint}${thirdPerson(word)}` : all,
  );
  return `${thirdPerson(first.toLowerCase())}${later}`;
}
