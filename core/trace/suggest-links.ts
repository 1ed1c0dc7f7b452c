import MiniSearch from 'minisearch';
import type { Requirement } from '../types.ts';
import type { LinkedTest } from './match-tests.ts';

/** Requirements that an untagged test may be about, the likeliest first. A guess: nothing counts it. */
export type Suggestion = { test: LinkedTest; candidates: { key: string; text: string; score: number }[] };

const most = 3;
const leastScore = 2;

/** For each test that names nothing the three requirements whose words come nearest to its own (BM25). */
export function suggestLinks(
  tests: LinkedTest[],
  documents: { path: string; requirements: Requirement[] }[],
): Suggestion[] {
  const index = new MiniSearch<{ id: string; text: string }>({
    fields: ['text'],
    storeFields: ['text'],
    processTerm: (term) => (term.length < 3 ? null : stem(term.toLowerCase())),
  });
  index.addAll(
    documents.flatMap(({ path, requirements }) =>
      requirements.map(({ id, title, text, criteria }) => ({
        id: `${path}:${id}`,
        text: [title ?? '', text, ...criteria.map((each) => each.text)].join('\n'),
      })),
    ),
  );
  return tests
    .filter(({ names }) => names.length === 0)
    .map((test) => ({
      test,
      candidates: index
        .search(words(test))
        .filter(({ score }) => score >= leastScore)
        .slice(0, most)
        .map(({ id, score, text }) => ({ key: String(id), text: String(text).split('\n').find(Boolean) ?? '', score })),
    }))
    .filter(({ candidates }) => candidates.length > 0);
}

/** The name is what its writer thought of; `loginFails` and `login_fails` are two words each. */
function words({ name }: LinkedTest): string {
  return name.replace(/([a-z\d])([A-Z])/g, '$1 $2').replace(/[_›]/g, ' ');
}

function stem(term: string): string {
  return term.replace(/(?:ing|ed|es|s)$/, '');
}
