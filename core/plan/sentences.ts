import { part, type Phrase } from './phrase.ts';

const abbreviation = /(?:\b(?:e\.g|i\.e|etc|vs|approx|incl|max|min|no|fig|resp|cf)|\b[A-Z])$/i;

/**
 * Splits a clean text into sentences. A sentence that starts with "Otherwise" stays with the one before it, because it
 * is the other half of the same decision.
 */
export function sentences(text: string): Phrase[] {
  const whole: Phrase = { text, from: 0, to: text.length };
  const found: Phrase[] = [];
  let start = 0;
  for (const stop of text.matchAll(/(?<![.!?。])[.!?。]+["'”’)]*(?=\s+\p{Lu}|\s*$)|\n{2,}/gu)) {
    const end = stop.index + stop[0].length;
    if (stop[0].startsWith('.') && abbreviation.test(text.slice(Math.max(0, stop.index - 8), stop.index))) continue;
    if (/^\s*(?:otherwise|else)\b/i.test(text.slice(end))) continue;
    const sentence = part(whole, start, end);
    if (/\p{L}/u.test(sentence.text)) found.push(sentence);
    start = end;
  }
  const rest = part(whole, start);
  if (/\p{L}/u.test(rest.text)) found.push(rest);
  return found.flatMap(eachCase);
}

/** "When A, the gate opens; when B, it stays closed": each case is a sentence of its own. */
function eachCase(sentence: Phrase): Phrase[] {
  if (!sentence.text.includes(';') || /\b(?:otherwise|else)\b/i.test(sentence.text)) return [sentence];
  const full = /^(?:if|when|while|whenever)\s[^;]+,\s[^;]+$/i;
  const pieces: Phrase[] = [];
  let at = 0;
  for (const joint of sentence.text.matchAll(/;\s+(?:and\s+|but\s+)?/gi)) {
    pieces.push(part(sentence, at, joint.index));
    at = joint.index + joint[0].length;
  }
  pieces.push(part(sentence, at));
  // "when it is expired" would lose what it speaks of.
  const isOpen = pieces.some(({ text }, index) => index > 0 && /^\S+\s+(?:it|they)\b/i.test(text));
  return !isOpen && pieces.every(({ text }) => full.test(text)) ? pieces : [sentence];
}
