import { sentences } from './sentences.ts';
import type { Phrase } from './phrase.ts';

/** Words that nobody can measure. Longer entries first, so that "as soon as possible" is one finding. */
const vagueTerms = [
  'as soon as possible',
  'as fast as possible',
  'as quickly as possible',
  'user[- ]friendly',
  'easy to use',
  'easy to understand',
  'state[- ]of[- ]the[- ]art',
  'where appropriate',
  'as appropriate',
  'if possible',
  'where possible',
  'if necessary',
  'as necessary',
  'in a timely manner',
  'within a reasonable time',
  'high[- ]performance',
  'quickly',
  'quick',
  'fast',
  'easily',
  'easy',
  'intuitive(?:ly)?',
  'robust(?:ly)?',
  'efficient(?:ly)?',
  'flexib(?:le|ly)',
  'appropriate(?:ly)?',
  'adequate(?:ly)?',
  'sufficient(?:ly)?',
  'timely',
  'seamless(?:ly)?',
  'modern',
  'reasonabl[ey]',
  'smooth(?:ly)?',
  'optimal(?:ly)?',
  'convenient(?:ly)?',
  'clear(?:ly)?',
  'attractive',
  'pleasant',
  'properly',
  'acceptable',
  'responsive',
  'simple',
  'good',
  'nice',
  'performant',
  'scalable',
  'reliabl[ey]',
  'graceful(?:ly)?',
  'several',
  'various',
  'many',
  'etc\\.?',
];
const vague = new RegExp(`\\b(?:${vagueTerms.join('|')})(?![\\p{L}-])`, 'giu');

/** "clear" is an adjective here, but a verb in "clear the list". */
const verbUse = /^(?:clear|quick|smooth)$/i;

/** Every vague term of a text with its place. */
export function vagueTermsIn(text: string): Phrase[] {
  return [...text.matchAll(vague)]
    .filter(
      (match) =>
        !(verbUse.test(match[0]) && /^\s+(?:the|an?|all|its)\b/i.test(text.slice(match.index + match[0].length))),
    )
    .filter(
      (match) =>
        !/[“"'‘][^”"'’]*$/.test(text.slice(0, match.index)) || !/^[^“"'‘]*[”"'’]/.test(text.slice(match.index)),
    )
    .map((match) => ({ text: match[0], from: match.index, to: match.index + match[0].length }));
}

/**
 * Whether a sentence demands nothing but vague qualities ("shall respond quickly and be user friendly"): every verb
 * phrase of it holds a vague term and no number makes it measurable.
 */
export function isOnlyVague(sentence: string): boolean {
  if (/\d/.test(sentence)) return false;
  const predicate = /\b(?:shall|must|should|will|is|are|may|can)\b(.*)$/is.exec(sentence)?.[1] ?? sentence;
  if (/\b(?:when|if|while|unless|until)\b/i.test(predicate) || /^\s*(?:when|if|while|unless|until)\b/i.test(sentence))
    return false;
  const phrases = predicate.split(/,?\s+and\s+|,\s+/i);
  return phrases.every((phrase) => vagueTermsIn(phrase).length > 0 && phrase.trim().split(/\s+/).length <= 6);
}

/** Whether everything that a text demands is vague. */
export function isUntestablyVague(text: string): boolean {
  const found = sentences(text);
  return found.length > 0 && found.every((sentence) => isOnlyVague(sentence.text));
}

const placeholder = /\[?\s*NEEDS[ _]CLARIFICATION:?\s*([^\]]*)\]?|\bTB[DC]\b(?:\s*[:(]\s*([^).]*)\)?)?|\?{3,}/iu;

/** The open point of a requirement: what stands in its placeholder, or the placeholder itself. */
export function openPoint(text: string): { phrase: Phrase; asked: string } | undefined {
  const match = /NEEDS|TB[DC]|\?{3}/i.test(text) ? placeholder.exec(text) : null;
  if (!match) return undefined;
  return {
    phrase: { text: match[0], from: match.index, to: match.index + match[0].length },
    asked: (match[1] ?? match[2] ?? '').trim(),
  };
}
