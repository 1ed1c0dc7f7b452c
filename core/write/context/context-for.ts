import { estimateTokens } from '../../model/estimate-tokens.ts';
import type { Requirement, TestCase } from '../../types.ts';
import { asData } from '../fill-prompt.ts';
import type { Prompt } from '../fill-prompt.ts';
import { usedVariables } from '../prompt-variables.ts';
import type { ContextIndex } from './context-index.ts';
import { findTerms } from './find-terms.ts';
import { firstSentence, oneLine } from './one-line.ts';

/** What a prompt says beside the requirement, as lines for its lists. */
export type PromptContext = { neighbours: string[]; glossary: string[]; examples: string[] };

export type ContextBudget = {
  /** Tokens of all entries together, as estimated. */
  tokens?: number;
  /** Which lists are wanted; all of them where this is left out. */
  kinds?: readonly string[];
};

const most = { neighbours: 4, glossary: 8, examples: 2 };
const lengths = { neighbour: 100, term: 310, example: 400 };
const longestText = 4000;

export const noContext: PromptContext = { neighbours: [], glossary: [], examples: [] };

/** The budget for a prompt: only what it has a place for. */
export const contextBudget = ({ messages }: Prompt, tokens?: number): ContextBudget => ({
  kinds: usedVariables(messages).filter((name) => Object.hasOwn(noContext, name)),
  ...(tokens === undefined ? {} : { tokens }),
});

/**
 * The context of a requirement within a budget: terms of the glossary that it uses, accepted cases of related requirements,
 * and other requirements. Those are the most related ones, or, where neither terms nor cases are wanted, those that stand
 * around it in its document. Entries are whole or not there.
 */
export const contextFor = (
  requirement: Requirement,
  index: ContextIndex,
  { tokens = 600, kinds = Object.keys(noContext) }: ContextBudget = {},
): PromptContext => {
  const place = index.placeOf(requirement);
  const retrieves = kinds.includes('examples') || kinds.includes('glossary');
  const related = place === undefined || !retrieves ? [] : othersAt(index.related(place), { index, requirement });
  const around = retrieves ? related : surrounding(place, { index, requirement });
  const found: PromptContext = {
    glossary: findTerms(wordsOf(requirement), index.terms).map(({ term, meaning }) =>
      oneLine(`${term}: ${meaning}`, lengths.term),
    ),
    examples: related
      .flatMap((other) => index.examplesOf(other))
      .map(compactCase)
      .filter((text) => text.length <= lengths.example),
    neighbours: around.map(({ title, text }) =>
      oneLine(title ?? firstSentence(text, lengths.neighbour), lengths.neighbour),
    ),
  };
  let left = tokens;
  // Terms are short and change what is right, so they come first; none of the lists may take what the others need.
  const take = (kind: keyof PromptContext, share: number): string[] => {
    const reserved = left * (1 - share);
    const taken: string[] = [];
    for (const entry of kinds.includes(kind) ? new Set(found[kind]) : []) {
      const cost = estimateTokens(asData(`- ${entry}\n`));
      if (taken.length === most[kind] || left - cost < reserved) continue;
      left -= cost;
      taken.push(entry);
    }
    return taken;
  };
  const glossary = take('glossary', kinds.length > 1 ? 0.4 : 1);
  const examples = take('examples', kinds.includes('neighbours') ? 0.7 : 1);
  return { glossary, examples, neighbours: take('neighbours', 1) };
};

type Among = { index: ContextIndex; requirement: Requirement };

// A copy of the requirement says nothing new.
const othersAt = (places: readonly number[], { index, requirement }: Among): Requirement[] =>
  places.flatMap((place) => {
    const other = index.requirements[place];
    return other === undefined || other === requirement || other.hash === requirement.hash ? [] : [other];
  });

const surrounding = (place: number | undefined, among: Among): Requirement[] =>
  place === undefined
    ? []
    : othersAt([place - 2, place - 1, place + 1, place + 2], among).filter(
        ({ source }) => source.path === among.requirement.source.path,
      );

const wordsOf = ({ title = '', text, criteria }: Requirement): string =>
  [title, text, ...criteria.map((criterion) => criterion.text)].join('\n').slice(0, longestText);

/** A case in the shape of an answer: data, preconditions, steps. */
const compactCase = ({ test_data, preconditions, steps }: TestCase): string =>
  JSON.stringify({
    ...(Object.keys(test_data).length > 0 && { d: test_data }),
    ...(preconditions.length > 0 && { p: preconditions }),
    s: steps,
  });
