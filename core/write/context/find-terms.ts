import { stem, words } from '../../text/words.ts';
import type { GlossaryEntry } from './parse-glossary.ts';

/** Glossary entries by the first word of their term, the longest terms first. */
export type TermIndex = { byFirst: Map<string, Term[]>; unspaced: GlossaryEntry[] };

type Term = { entry: GlossaryEntry; stems: string[] };

const noSpaces = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

export const termIndex = (glossary: readonly GlossaryEntry[]): TermIndex => {
  const byFirst = new Map<string, Term[]>();
  for (const entry of glossary) {
    const stems = words(entry.term).map(stem);
    const [first] = stems;
    if (first === undefined || noSpaces.test(entry.term)) continue;
    const others = byFirst.get(first);
    if (others === undefined) byFirst.set(first, [{ entry, stems }]);
    else others.push({ entry, stems });
  }
  for (const terms of byFirst.values()) terms.sort((a, b) => b.stems.length - a.stems.length);
  return { byFirst, unspaced: glossary.filter(({ term }) => noSpaces.test(term)) };
};

/** The entries whose term occurs in the text, in the order of the text; of terms that begin alike the longest. */
export const findTerms = (text: string, { byFirst, unspaced }: TermIndex): GlossaryEntry[] => {
  const said = words(text).map(stem);
  const found = new Set<GlossaryEntry>();
  for (const [at, word] of said.entries()) {
    const match = byFirst.get(word)?.find(({ stems }) => stems.every((each, index) => said[at + index] === each));
    if (match !== undefined) found.add(match.entry);
  }
  for (const entry of unspaced) if (text.includes(entry.term)) found.add(entry);
  return [...found];
};
