import MiniSearch from 'minisearch';
import { contentStems } from '../../text/words.ts';
import type { Requirement } from '../../types.ts';

/** Finds the requirements that have most in common with one, the most related first; each by its place in the list. */
export type RequirementSearch = (place: number) => number[];

// A word that many requirements share says nothing of which ones belong together, and costs most to look up.
const commonest = 400;
const mostWords = 12;
const mostFound = 12;
const longestText = 2000;

/** BM25 over titles and texts. What it costs to build grows with the number of requirements; a search costs the same among many. */
export const requirementSearch = (requirements: readonly Requirement[]): RequirementSearch => {
  const index = new MiniSearch<{ id: number; text: string }>({
    fields: ['text'],
    tokenize: (text) => text.split(' '),
    processTerm: (term) => term,
  });
  const counts = new Map<string, number>();
  const all = requirements.map((requirement) => termsOf(requirement));
  for (const terms of all) for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  const count = (term: string) => counts.get(term) ?? 0;
  const telling = all.map((terms) => terms.filter((term) => count(term) > 1 && count(term) <= commonest));
  index.addAll(telling.map((terms, id) => ({ id, text: terms.join(' ') })));
  return (place) => {
    const wanted = (telling[place] ?? []).toSorted((a, b) => count(a) - count(b)).slice(0, mostWords);
    return index
      .search(wanted.join(' '), { combineWith: 'OR', prefix: false, fuzzy: false, filter: ({ id }) => id !== place })
      .toSorted((a, b) => b.score - a.score || a.id - b.id)
      .slice(0, mostFound)
      .map(({ id }): number => id);
  };
};

const termsOf = ({ title = '', text }: Requirement): string[] => {
  const said = `${title} ${text}`.slice(0, longestText);
  const spaced = contentStems(said).filter((word) => !/\p{Script=Han}/u.test(word));
  // Chinese is written without spaces: two characters make a word often enough.
  const pairs = (said.match(/\p{Script=Han}{2,}/gu) ?? []).flatMap((run) => {
    const characters = Array.from(run);
    return characters.slice(0, -1).map((character, at) => `${character}${characters[at + 1]}`);
  });
  return [...new Set([...spaced, ...pairs])];
};
