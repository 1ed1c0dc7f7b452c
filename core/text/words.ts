import { baseForm } from './verbs.ts';

const token = /[\p{L}\p{N}]+(?:[-'’.][\p{L}\p{N}]+)*/gu;

const stopWords = new Set(
  `a an the this that these those it its they them their he she his her of to in on at by for from with without into onto
  as and or but if then than when while where whose which who whom is are was were be been being am do does did done has have had having
  shall should must will would may might can could not no nor so such any all each every both either neither there here again also
  only just still already yet more most other another own same very too out up down off over under above below after before during until unless
  between within per via about against through upon once one`.split(/\s+/),
);

/** The words of a text in lower case, in order. */
export function words(text: string): string[] {
  return (text.match(token) ?? []).map((word) => word.toLowerCase().replace(/[’']s$/, ''));
}

/** A rough common form for comparing words: `locked` → `lock`, `accounts` → `account`. */
export function stem(word: string): string {
  const base = baseForm(word);
  if (base) return base;
  if (/[^aeiou]ies$/.test(word)) return `${word.slice(0, -3)}y`;
  if (/(?:ss|x|z|ch|sh)es$/.test(word)) return word.slice(0, -2);
  if (/[^su]s$/.test(word) && word.length > 3) return word.slice(0, -1);
  const participle = /^(.{3,}?)([^aeiou])\2?(?:ed|ing)$/.exec(word);
  return participle ? `${participle[1]}${participle[2]}` : word;
}

/** Stems of the words that carry meaning, without repeats. */
export function contentStems(text: string): string[] {
  return [
    ...new Set(
      words(text)
        .filter((word) => !stopWords.has(word))
        .map(stem),
    ),
  ];
}

/** Share (0–1) of the wanted stems that the text holds; 1 when nothing is wanted. */
export function overlap(wanted: readonly string[], text: string): number {
  if (wanted.length === 0) return 1;
  const held = new Set(words(text).map(stem));
  return wanted.filter((stemmed) => held.has(stemmed)).length / wanted.length;
}

const anyone = new Set(['user', 'customer', 'person', 'tester', 'system']);

/** As `contentStems`, without words for whoever carries the case out: a step in the imperative names nobody. */
export function actingStems(text: string): string[] {
  return contentStems(text).filter((word) => !anyone.has(word));
}
