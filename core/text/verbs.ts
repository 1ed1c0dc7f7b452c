import { irregularVerbs } from './irregular-verbs.ts';
import { knownVerbs } from './known-verbs.ts';

const doubling =
  /(?:^|[^aeiou])(?:abort|admit|cancel|commit|control|drop|flag|forbid|format|jam|log|map|occur|permit|plan|plug|pop|prefer|quit|refer|scan|ship|skip|snap|spin|split|stop|strip|submit|swap|tag|tap|transfer|transmit|trap|trim|trip|unplug|wrap|zip)$/;
const neverDoubled = new Set(['abort', 'format']);

const doubles = (base: string): boolean => doubling.test(base) && !neverDoubled.has(base);

/** Forms of an irregular verb; `constructor` is a word, not a key. */
const irregularOf = (base: string): (typeof irregularVerbs)[string] | undefined =>
  Object.hasOwn(irregularVerbs, base) ? irregularVerbs[base] : undefined;

/** `lock` → `locks`, `notify` → `notifies`, `be` → `is`. */
export function thirdPerson(base: string): string {
  const irregular = irregularOf(base);
  if (irregular) return irregular[0];
  if (/[^aeiou]y$/.test(base)) return `${base.slice(0, -1)}ies`;
  return /(?:s|x|z|ch|sh|o)$/.test(base) ? `${base}es` : `${base}s`;
}

/** `delete` → `deleted`, `send` → `sent`. */
export function pastParticiple(base: string): string {
  const irregular = irregularOf(base);
  if (irregular) return irregular[2];
  if (base.endsWith('e')) return `${base}d`;
  if (/[^aeiou]y$/.test(base)) return `${base.slice(0, -1)}ied`;
  return doubles(base) ? `${base}${base.at(-1)}ed` : `${base}ed`;
}

const baseOf = new Map<string, string>();
for (const base of knownVerbs) {
  const irregular = irregularOf(base);
  const stem = base.replace(/e$/, '');
  for (const form of [
    base,
    thirdPerson(base),
    pastParticiple(base),
    ...(irregular ? [irregular[1]] : []),
    doubles(base) ? `${base}${base.at(-1)}ing` : `${base === 'be' ? 'be' : stem}ing`,
  ]) {
    if (!baseOf.has(form) || form === base) baseOf.set(form, base);
  }
}
for (const form of ['are', 'were', 'am']) baseOf.set(form, 'be');

/** The base form of a known verb in any of its forms, else undefined: `submits` → `submit`, `left` → `leave`. */
export function baseForm(form: string): string | undefined {
  const lower = form.toLowerCase();
  const known = baseOf.get(lower);
  if (known) return known;
  const [, prefix = '', rest = ''] = /^(re|un|dis|over|pre)(\p{L}{3,})$/u.exec(lower) ?? [];
  const base = baseOf.get(rest);
  return base === undefined ? undefined : `${prefix}${base}`;
}

/** Whether the word is a known verb in the third person, such as `locks` (also when it could be a plural noun). */
export function isThirdPerson(word: string): boolean {
  const base = baseOf.get(word.toLowerCase());
  return base !== undefined && base !== word.toLowerCase() && thirdPerson(base) === word.toLowerCase();
}

/** Whether the word is a known verb in its base form. */
export function isBaseVerb(word: string): boolean {
  return knownVerbs.has(word.toLowerCase());
}

/** Whether the word is the past participle of a known verb. */
export function isParticiple(word: string): boolean {
  const base = baseOf.get(word.toLowerCase());
  return base !== undefined && pastParticiple(base) === word.toLowerCase();
}

/** Whether the word is the simple past of a known verb and nothing else: `wrote`, `locked`; not `set`. */
export function isPast(word: string): boolean {
  const lower = word.toLowerCase();
  const base = baseForm(lower);
  if (base === undefined || knownVerbs.has(lower)) return false;
  return lower.endsWith('ed') || irregularOf(base)?.[1] === lower;
}

/** The base form of a finite verb; of one that is not known by its ending: `contradicts` → `contradict`. */
export function verbBase(finite: string): string {
  const lower = finite.toLowerCase();
  const known = baseForm(lower);
  if (known) return known;
  if (/[^aeiou]ies$/.test(lower)) return `${lower.slice(0, -3)}y`;
  return lower.replace(/(?<=ss|x|zz|ch|sh)es$|(?<=[^su])s$/, '');
}
