import { splitCombined, verbAt } from './clause.ts';
import { isThirdPerson } from './verbs.ts';

const joint = /,\s+(?:or\s+)?|\s+or\s+/i;
const auxiliary = /^(?:is|are|was|were|has|have|does|do|can|cannot)$/i;
const comparing =
  /^(?:more|less|fewer|above|below|over|under|older|younger|later|longer|higher|lower|earlier|newer|larger|smaller|not|both|all|none|neither|so|other|others)$/i;
/** More of them are a table in prose. */
const most = 6;

/**
 * "A is x, y or z", "contains a link or an image", "is a draft or carries the label": a clause for each alternative, with the
 * words that stand only once. Undefined for any other clause.
 */
export function alternatives(clause: string): string[] | undefined {
  if (!/\sor\s/i.test(clause) || splitCombined(clause).parts.length > 1) return undefined;
  const verb = verbAt(clause);
  if (!verb || /\sor\s/i.test(clause.slice(0, verb.index))) return undefined;
  const subject = clause.slice(0, verb.index);
  const said = clause.slice(verb.index);
  const phrases = said.split(joint);
  if (phrases.length > most) return undefined;
  if (phrases.every(isVerbPhrase)) return phrases.map((phrase) => `${subject}${phrase}`);
  const lead = `${subject}${verb.word}`;
  const things = said
    .slice(verb.word.length)
    .trim()
    .replace(/^either\s+/i, '')
    .split(joint);
  const parallel =
    things.every(/^(?:is|are|was|were)$/i.test(verb.word) ? isQuality : isThing) || things.every(isThing);
  return parallel ? things.map((thing) => `${lead} ${thing}`) : undefined;
}

/** "carries the label", "is a draft"; a lone "tests" is a noun. */
function isVerbPhrase(text: string): boolean {
  const [first = '', ...rest] = text.split(/\s+/);
  return rest.length > 0 && (auxiliary.test(first) || isThirdPerson(first));
}

const isQuality = (text: string): boolean => /^\p{L}[\p{L}-]+$/u.test(text) && !comparing.test(text);
const isThing = (text: string): boolean => /^an?\s+\p{L}[\p{L}\s-]{1,40}$/u.test(text) && text.split(/\s+/).length <= 5;
