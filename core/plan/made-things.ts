import { headNoun, isPerson, mayBePart } from '../text/noun-phrase.ts';
import type { ParsedDocument } from '../types.ts';
import type { Statement } from './statement.ts';

const making = 'write|create|generate|produce|render|print|compose|post|publish|export|emit|draft|issue';
const quick = new RegExp(String.raw`\b(?:shall|must|will)\s+(?:${making})\s`, 'i');
const made = new RegExp(
  String.raw`([^\s.,;][^.,;]{0,80}?)\s(?:shall|must|will)\s+(?:${making})\s+(?:(?:the|an?|one|each|every|its|all|any)\s+)?([^.,;]{1,60})`,
  'giu',
);
const supplying =
  /\b(?:enter|submit|type|upload|add|leave|write|edit)s?\s+(?:an?|the|their|his|her)\s+(?:[\p{Ll}-]+\s){0,2}?$/iu;
const fashioned =
  /\b(?:written|created|generated|produced|rendered|printed|composed|posted|published|exported|drafted|issued|calculated|computed|resulting)\s+[\p{L}-]+(?:\s[\p{L}-]+)?$/iu;

const known = new WeakMap<ParsedDocument, ReadonlySet<string>>();

/** What the system of a document makes: "the Action shall write one comment" → `comment`. Not what people supply as well. */
export function madeThings(document: ParsedDocument): ReadonlySet<string> {
  const cached = known.get(document);
  if (cached) return cached;
  const texts = document.requirements.map(({ text }) => text.slice(0, 2000));
  const nouns = new Set(texts.filter((text) => quick.test(text)).flatMap(objectsIn));
  const found = new Set([...nouns].filter((noun) => !texts.some((text) => isSupplied(text, noun))));
  known.set(document, found);
  return found;
}

const objectsIn = (text: string): string[] =>
  [...text.matchAll(made)]
    .filter(([, maker = '']) => !isPerson(maker) || mayBePart(maker))
    .map(([, , object = '']) => singular(headNoun(object.split(/\s(?:and|or|if|when|while|unless)\s/i)[0] ?? '')));

const singular = (noun: string): string => noun.toLowerCase().replace(/(?<=[^su])s$/, '');

/** "when a user writes a comment" */
function isSupplied(text: string, noun: string): boolean {
  for (let at = text.indexOf(noun); at >= 0; at = text.indexOf(noun, at + 1)) {
    const before = text.slice(Math.max(0, at - 60), at);
    if (supplying.test(before) && !/\b(?:shall|must|will)\s+(?:not\s+)?\p{L}+\s[^.]*$/iu.test(before)) return true;
  }
  return false;
}

/** Whether the subject is an output: nobody enters it, it can only be measured. */
export const isMade = ({ subject }: Statement, things: ReadonlySet<string>): boolean =>
  subject !== undefined && (things.has(singular(headNoun(subject.text))) || fashioned.test(subject.text));
