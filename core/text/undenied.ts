import { some } from './noun-phrase.ts';
import { baseForm } from './verbs.ts';

/** "no longer valid", "no more than 5": nothing is absent. */
const comparing =
  /^no\s+(?:longer|more|less|fewer|later|earlier|sooner|other|higher|lower|greater|larger|smaller|better)\b/i;
const pronouns: [RegExp, string][] = [
  [/^nothing\b/i, 'something'],
  [/^nobody\b/i, 'somebody'],
  [/^no one\b/i, 'someone'],
];

/**
 * A clause that denies by another word than "not", without that denial: "no heartbeat is received" → "a heartbeat is
 * received", "has no owner" → "has an owner", "is neither A nor B" → "is A or B". Undefined for any other clause.
 */
export function undenied(clause: string, verb: { index: number; word: string } | undefined): string | undefined {
  if (!verb) return affirmed(clause);
  const bySubject = affirmed(clause.slice(0, verb.index).trimEnd());
  if (bySubject !== undefined) return `${bySubject} ${clause.slice(verb.index)}`;
  const end = verb.index + verb.word.length;
  const still = /\bno longer\s/i.exec(clause);
  if (still && (still.index === end + 1 || still.index + still[0].length === verb.index))
    return clause.replace(still[0], 'still ');
  // "can serve no request", "has been given no key": verbs only stand between.
  const between = /^(?:\s+[\p{L}-]+){0,2}?(?=\s+(?:no|neither|nothing|nobody)\b)/iu.exec(clause.slice(end))?.[0];
  if (between === undefined || !(between.match(/\S+/g) ?? []).every((word) => baseForm(word) !== undefined))
    return undefined;
  const byObject = affirmed(clause.slice(end + between.length).trimStart());
  return byObject && `${clause.slice(0, end)}${between} ${byObject}`;
}

/** What begins with a denial, without it. */
function affirmed(text: string): string | undefined {
  if (comparing.test(text)) return undefined;
  for (const [pattern, word] of pronouns) if (pattern.test(text)) return text.replace(pattern, word);
  const neither = /^neither\s+(.+?)\s+nor\s+/i.exec(text);
  if (neither?.[1]) return `${neither[1]} or ${text.slice(neither[0].length)}`;
  const none = /^no\s+(?=\p{L})/iu.exec(text);
  return none ? some(text.slice(none[0].length)) : undefined;
}
