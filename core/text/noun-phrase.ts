import { isBaseVerb, thirdPerson } from './verbs.ts';

const people =
  /^(?:users?|customers?|drivers?|operators?|administrators?|admins?|visitors?|persons?|people|clients?|members?|employees?|passengers?|patients?|nurses?|doctors?|guests?|owners?|managers?|editors?|authors?|reviewers?|buyers?|sellers?|shoppers?|students?|teachers?|developers?|couriers?|recipients?|testers?|engineers?|technicians?|staff|agents?|pilots?|residents?|tenants?|subscribers?|moderators?|supervisors?|anyone|someone|everyone|nobody|participants?|players?|applicants?|callers?|cardholders?|riders?|readers?|librarians?|travell?ers?|commuters?|children|child|parents?|citizens?|taxpayers?|filers?|staff members?|clinicians?|physicians?|surgeons?|pharmacists?|caregivers?|cyclists?|pedestrians?|spectators?|workers?|farmers?|evaluators?|submitters?|approvers?|assignees?|requesters?|contributors?|creators?|organi[sz]ers?|hosts?|attendees?|vendors?|suppliers?|instructors?|learners?|candidates?|recruiters?|voters?|donors?|planners?|dispatchers?|caretakers?|adults?|minors?|kids|tourists?|cleaners?|janitors?|guards?|wardens?|volunteers?|officers?|bidders?|traders?|brokers?|lawyers?|judges?|mechanics?|installers?|electricians?|dentists?|receptionists?|colleagues?|followers?|viewers?|listeners?|coordinators?|directors?|executives?|consultants?|contractors?|freelancers?|merchants?|retailers?|individuals?|pupils?|trainees?|trainers?|coaches|headmasters?|principals?|scientists?|researchers?|chefs?|waiters?|landlords?|designers?|inspectors?|maintainers?|they|we|you|he|she|analysts?|auditors?|accountants?|cashiers?)$/i;

/** The noun that a phrase is about: the last word before a preposition or a relative clause. */
export function headNoun(phrase: string): string {
  const [core = ''] = phrase.split(
    /\s+(?:of|in|on|at|for|from|with|without|to|by|before|after|until|since|who|that|which|whose|between|within|during|under|over|above|below|per|aged|(?:\p{Ll}+er|more|less) than)\s+/iu,
  );
  // "orders placed", "invoices overdue": what follows a plural describes it.
  const described = /^(.*\p{L}{2}s)\s+(?:\p{L}+ed|sent|made|overdue|due|written|bought|paid)$/iu.exec(core.trim())?.[1];
  // "levels 2": the number only tells which.
  const named = (described ?? core).trim().replace(/(?<=\p{L})\s+\d[\d.,]*$/u, '');
  return named.split(/\s+/).at(-1) ?? '';
}

/** Whether the phrase names people ("a registered user", "the owner of a project"). */
export function isPerson(phrase: string): boolean {
  return people.test(headNoun(phrase));
}

/** Nouns for people after which parts of a system are named as well. */
const parts =
  /^(?:planner|reader|viewer|editor|listener|dispatcher|player|creator|agent|host|client|guard|cleaner|coordinator|judge|evaluator|inspector|designer|follower|filer|broker|caller|subscriber|supervisor|installer|observer)$/i;

/** Whether the phrase may name a part of a system as well as somebody: "the planner", in contrast to "the cashier". */
export function mayBePart(phrase: string): boolean {
  return parts.test(headNoun(phrase));
}

/** Begins a relative clause; "of that requirement" points to something. */
export const relativeClause =
  /\s+(?:who|which|whose|(?<!\b(?:of|to|for|in|on|at|from|by|with|about|into|than)\s+)that)\s+/i;

/** "an order that has shipped" → "the order"; "users" → "the users"; names stay names. */
export function definite(phrase: string): string {
  const [core = ''] = phrase.split(relativeClause);
  if (/^(?:all|both|the|any|no|every|each|this|these)\s/i.test(core))
    return lowerFirst(core.replace(/^(?:any|every|each)\s/i, 'the '));
  if (/^(?:\d|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s)/.test(core)) return core;
  const bare = core.replace(/^(?:an?|(?:my|your|his|her|its|our|their)(?: own)?|one|one of the|some)\s+/i, '');
  return bare === core && /^\p{Lu}/u.test(bare) && !isPerson(bare) ? bare : `the ${bare}`;
}

const keepsCapital = /^(?:\p{Lu}[\p{Lu}\d]|\p{Lu}\p{L}*\p{Lu}|I\b|\p{Lu}\d|\p{Lu}\s(?:is|are|was|has|and|or)\b)/u;

/** Lower-cases the first letter of a sentence's first word, unless the word is an acronym or a name such as `USB`. */
export function lowerFirst(text: string): string {
  return keepsCapital.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1);
}

/** Whether a subject takes a plural verb. */
export function isPlural(phrase: string): boolean {
  const written = headNoun(phrase);
  const head = written.toLowerCase();
  if (/[/_]/.test(head) || /^\p{Lu}{2,}$/u.test(written)) return false;
  if (/^(?:both|these|those|two|three|four|five|several|many)\s/i.test(phrase)) return true;
  if (/^(?:an?|each|every|one|this|that|no)\s/i.test(phrase)) return false;
  if (/^(?:they|we|you|people|children|staff|data|media|criteria)$/.test(head)) return head !== 'data';
  if (/\s+and\s+/i.test(phrase.split(/\s+(?:who|that|which|whose|of|for|with|in)\s+/i)[0] ?? '')) return true;
  return (
    /[^su']s$/.test(head) &&
    !/(?:ss|us|is|ics)$/.test(head) &&
    !/^(?:status|access|bus|gps|https|dns|ios|sms|address|process|analysis|canvas|lens|gas|news|series)$/.test(head)
  );
}

/** "administrators" → "an administrator"; phrases with an article stay. */
export function oneOf(phrase: string): string {
  const lower = lowerFirst(phrase);
  if (/^(?:the|an?|its|their|one)\s/i.test(lower)) return lower;
  const [, core = lower, rest = ''] =
    /^(.*?)((?:\s+(?:of|in|on|with|aged|under|over|above|below|(?:older|younger) than|who|that|which|from|for)\s.*)?)$/.exec(
      lower,
    ) ?? [];
  const single = core
    .replace(/\bchildren$/, 'child')
    .replace(/\bpeople$/, 'person')
    .replace(/ies$/, 'y')
    .replace(/([^su])s$/, '$1');
  return `${article(single)} ${single}${rest.replace(/\b(who|that|which) (\p{Ll}+)\b/u, (all, pronoun: string, verb: string) => (verb === 'are' ? `${pronoun} is` : isBaseVerb(verb) ? `${pronoun} ${thirdPerson(verb)}` : all))}`;
}

/** What is not counted takes no article. */
const mass =
  /^(?:power|access|information|data|memory|space|money|electricity|water|fuel|air|light|traffic|activity|evidence|content|internet|feedback|progress|radiation|equipment|software|support|text|time|heat|noise|help|advice)$/i;

/** A noun phrase without its determiner as one or some of its kind: "known format" → "a known format", "files" → "files". */
export function some(phrase: string): string {
  return isPlural(phrase) || mass.test(headNoun(phrase)) ? phrase : `${article(phrase)} ${phrase}`;
}

/** "a" or "an". */
export function article(word: string): string {
  return /^(?:[aeio]|u(?!ni|se|ti|r[aiou])|hour|honest)/i.test(word) ||
    /^(?:[AEFHILMNORSX][A-Z\d]|8|11\b|18\b)/.test(word)
    ? 'an'
    : 'a';
}
