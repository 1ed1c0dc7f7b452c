import { antonym } from './antonyms.ts';
import { relativeClause } from './noun-phrase.ts';
import { isParticiple } from './verbs.ts';

/** A verb phrase taken apart: "lock the account for 15 minutes" → lock · the account · for 15 minutes. */
export type VerbPhrase = {
  verb: string;
  object: string;
  /** What the object is made or left: `locked` in "keep the door locked"; it begins the rest, too. */
  complement: string;
  rest: string;
};

const preposition =
  /\s+(?:(?:for|within|to|in|into|on|onto|at|from|with|without|by|as|via|through|over|under|above|below|after|before|until|during|per|about|against|between|once|so that|and|immediately|automatically|again)\b)/i;

/** "turn down requests", "switch off the light": with an object without a determiner, only where the verb is known for it. */
const particles = /^(?:up|down|off|out|in|on|back|over|away)\s+(?=(?:the|an?|all|its|their|every|any|each)\b)/i;
const turning = /^(?:down|away)\s+(?=\p{L})/iu;

/** Takes a base verb phrase apart. The object keeps its relative clause ("a message whose checksum is invalid"). */
export function verbPhrase(predicate: string): VerbPhrase {
  const [, verb = predicate, tail = ''] = /^(\S+)\s*(.*)$/su.exec(predicate.trim()) ?? [];
  const particle = (particles.exec(tail) ?? (/^turn$/i.test(verb) ? turning.exec(tail) : null))?.[0] ?? '';
  const body = tail.slice(particle.length);
  const relative = relativeClause.exec(body);
  const cut = preposition.exec(` ${body.replace(/,\s/, ' and ')}`);
  const end = cut && (!relative || cut.index < relative.index) ? Math.max(cut.index - 1, 0) : body.length;
  const written = body.slice(0, end).trim();
  const completed = relative ? undefined : complemented(verb, written);
  const object = relative ? written : (completed ?? firstObject(written));
  return {
    verb: particle ? `${verb} ${particle.trim()}` : verb,
    object,
    complement: completed ? written.slice(object.length).trim() : '',
    rest: [written.slice(object.length).trim(), body.slice(end).trim()].filter(Boolean).join(' '),
  };
}

const determiner = String.raw`(?:the|an?|its|their|his|her|each|every|all|any|no|one)`;
const twoObjects = new RegExp(
  String.raw`^(${determiner}\s(?:(?!(?:of|to|and|or|than|but|${determiner})\s)[\p{L}-]+\s){0,2}?(?!(?:of|to|and|or|than|but|all|both|half|only|not)\s)[\p{L}-]+)\s(?=(?:the|an?|its|their|his|her)\s\p{L})`,
  'iu',
);

/** "each item a quote": whoever gets it stands in front of what is given. */
const firstObject = (object: string): string => twoObjects.exec(object)?.[1] ?? object;

/** "leave the comment unchanged", "keep the door closed": what the object is said to be is no part of it. */
function complemented(verb: string, object: string): string | undefined {
  if (!/^(?:leave|keep|make|hold|render|find)$/i.test(verb)) return undefined;
  const [, thing, state] =
    /^((?:the|an?|all|its|their|every|each|any|no)\s.*\p{L})\s+([\p{L}-]+)$/iu.exec(object) ?? [];
  return thing && state && (isParticiple(state) || antonym(state) !== undefined || /^un[\p{L}]+ed$/iu.test(state))
    ? thing
    : undefined;
}
