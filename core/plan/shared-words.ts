import { antonym } from '../text/antonyms.ts';
import { isPlural } from '../text/noun-phrase.ts';
import { isParticiple } from '../text/verbs.ts';

const determined = /^(?:the|an?|its|their|all|each|every|any|no|this|that)\s/i;
const name = /^(?:["“'‘`].+["”'’`]|\p{Lu}[\p{L}\d.+#-]*(?:\s\p{Lu}[\p{L}\d.+#-]*)?)$/u;

/** Whether a value is written as a name: `JSON`, "Apple Pay", a quoted word. */
export const isName = (text: string): boolean => name.test(text);

/**
 * The values of a list with the words that stand only once: "stale, unread and edited cases" → "stale cases", …; "the
 * share of drafted items, accepted items" → "the share of accepted items"; "suites as JSON, YAML" → "suites as YAML".
 */
export function withSharedWords(values: readonly string[]): string[] {
  const [first = '', ...others] = values;
  const noun = sharedNoun(values);
  if (noun) return values.map((value, index) => (index < values.length - 1 ? `${value} ${noun}` : value));
  const lead = sharedLead(first, others);
  return lead ? values.map((value, index) => (index > 0 ? `${lead} ${value}` : value)) : [...values];
}

function sharedNoun(values: readonly string[]): string | undefined {
  const [, adjective, noun] = /^(\p{Ll}[\p{Ll}-]*)\s(\p{Ll}+s)$/u.exec(values.at(-1) ?? '') ?? [];
  const earlier = values.slice(0, -1);
  return adjective &&
    noun &&
    earlier.every((value) => /^\p{Ll}[\p{Ll}-]*$/u.test(value) && !isPlural(value)) &&
    earlier.some(isAdjective)
    ? noun
    : undefined;
}

const isAdjective = (word: string): boolean =>
  isParticiple(word.replace(/^(?:un|re|non-)/, '')) ||
  antonym(word) !== undefined ||
  /(?:able|ible|ous|ful|less|ive|ary|ent|ant)$/.test(word);

function sharedLead(first: string, others: readonly string[]): string | undefined {
  if (others.some((value) => determined.test(value))) return undefined;
  const [, of, plural = ''] = /^((?:the|an?)\s.*?\sof)\s+(.+)$/iu.exec(first) ?? [];
  if (of && [plural, ...others].every((value) => isPlural(value) && !determined.test(value))) return of;
  const [, as, named = ''] = /^(.*\s(?:as|in|to|into|via|by))\s+(.+)$/iu.exec(first) ?? [];
  return as && [named, ...others].every(isName) ? as : undefined;
}
