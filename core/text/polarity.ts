import { antonym } from './antonyms.ts';
import { stem, words } from './words.ts';

const negation =
  /\b(?:not|never|cannot|no longer|no|none|nothing|neither|nor|without|unable|fails? to|failed to|refus(?:e|es|ed|al)|den(?:y|ies|ied)|declin(?:e|es|ed)|prevent(?:s|ed)?|unchanged|forbidden|disallow(?:s|ed)?|ignor(?:e|es|ed))\b|n[’']t\b/i;

const verbs = `lock unlock, open close, enable disable, accept reject, show hide, allow deny, start stop, increase decrease, connect disconnect,
activate deactivate, add remove, grant revoke, install uninstall, encrypt decrypt, raise lower, arm disarm, include exclude, insert remove, mount unmount`;

const opposites = new Map<string, string[]>();
for (const pair of verbs.split(/,\s+/)) {
  const [left = '', right = ''] = pair.trim().split(/\s+/);
  opposites.set(left, [...(opposites.get(left) ?? []), right]);
  opposites.set(right, [...(opposites.get(right) ?? []), left]);
}

/** Whether a sentence denies something. */
export function isNegated(text: string): boolean {
  return negation.test(text);
}

/** Words that say the opposite of a word of the text: `lock` → `unlock`, `valid` → `invalid`. As stems. */
export function oppositesOf(text: string): string[] {
  return words(text).flatMap((word) => {
    const adjective = antonym(word);
    return [...(opposites.get(stem(word)) ?? []), ...(adjective ? [stem(adjective)] : [])];
  });
}

/** The opposite words of `reference` that `text` uses although `reference` does not. */
export function oppositesUsed(reference: string, text: string): string[] {
  const own = new Set(words(reference).map(stem));
  const used = new Set(words(text).map(stem));
  return [...new Set(oppositesOf(reference))].filter((word) => used.has(word) && !own.has(word));
}
