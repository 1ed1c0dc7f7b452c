import { checkCase } from '../check/check-case.ts';
import { novelWords } from '../check/check-novelty.ts';
import { checkStrange } from '../check/check-strange.ts';
import { draftCase } from '../draft/draft-case.ts';
import { priorityOf } from '../draft/priority.ts';
import type { Demand, ParsedDocument, Requirement, TestCase } from '../types.ts';
import type { WrittenIdea } from '../write/compile-schema.ts';
import type { Work } from './decide-work.ts';
import { sameness } from './drop-duplicates.ts';

type Told = { document: ParsedDocument; work: Work; exampleWords: string[] };

/**
 * What a model would test beyond the coverage items, as cases by error guessing. They must keep to the words of the
 * requirement like all others: nothing that they say themselves counts as ground.
 */
export function modelIdeas(
  written: readonly WrittenIdea[],
  { document, work, exampleWords }: Told,
  beside: readonly TestCase[],
): TestCase[] {
  const { requirement, known } = work;
  const [about] = known;
  if (about === undefined) return [];
  const said = new Set(beside.map(sameness));
  const titles = new Set(beside.map(({ title }) => title.toLowerCase()));
  return written.flatMap((idea) => {
    const candidate = ideaCase(idea, about, work);
    const demand = bareDemand(about);
    const context = { document, requirement: aboutOnly(about, work), demand, exampleWords };
    const { failures, score, notes } = checkCase(candidate, context);
    const faults = [
      // The evidence is the item's own, and its quote need not stand in what is told here.
      ...failures.filter(({ check }) => check !== 'evidence'),
      ...checkStrange(candidate, { ...context, draft: { ...draftCase(about, requirement), title: candidate.title } }),
      ...novelWords(candidate, context),
    ];
    const isKnown = said.has(sameness(candidate)) || titles.has(candidate.title.toLowerCase());
    if (faults.length > 0 || holdsAddress(candidate) || isKnown) return [];
    said.add(sameness(candidate));
    titles.add(candidate.title.toLowerCase());
    return [{ ...candidate, quality_score: score, quality_notes: notes }];
  });
}

/**
 * The requirement as far as this item is about it. What else stands in its text is no ground: it can tell a model what to
 * write.
 */
function aboutOnly(about: Demand, { requirement }: Work): Requirement {
  const { title, preconditions, steps, expected_result } = draftCase(about, requirement);
  const text = [about.item.statement, title, ...preconditions, ...steps, expected_result].join('\n');
  return { ...requirement, title: '', text, criteria: [] };
}

const holdsAddress = ({ title, steps, expected_result }: TestCase): boolean =>
  [title, ...steps, expected_result].some((text) => /\b(?:https?|ftp|file|data|javascript):|\bwww\./i.test(text));

// No requirement demands the outcome of a guess, so there is nothing to hold it to but the requirement's words.
function bareDemand({ item }: Demand): Demand {
  const outcome = { actor: '', predicate: '', form: 'whole' as const, negated: false };
  const facts = { circumstances: [], role: '', attempt: '', outcome, measure: undefined, title: '', data: {} };
  const bare = { ...item, technique: 'error_guessing' as const, statement: '' };
  return { item: bare, facts, polarity: 'any', trigger: '', response: '', values: [], computed: [] };
}

function ideaCase({ r, s, t }: WrittenIdea, about: Demand, { requirement }: Work): TestCase {
  return {
    id: `TC-${requirement.id}-i1`,
    type: 'edge_case',
    title: t,
    priority: priorityOf({ ...about, item: { ...about.item, type: 'edge_case' } }, requirement),
    preconditions: [],
    steps: s.filter((step) => step !== ''),
    expected_result: r,
    quality_score: 0,
    quality_notes: [],
    requirement_id: requirement.id,
    coverage_items: [],
    technique: 'error_guessing',
    test_data: {},
    evidence: about.item.evidence,
    written_by: 'model',
    inferred: true,
    status: 'draft',
  };
}
