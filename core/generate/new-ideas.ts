import { checkCase } from '../check/check-case.ts';
import { draftIdeas } from '../draft/ideas/draft-ideas.ts';
import { caseHash, statementHash } from '../lock/content-hash.ts';
import type { ParsedDocument, Requirement, TestCase } from '../types.ts';
import type { Work } from './decide-work.ts';

/** New ideas, and the number that each kind of idea has for good. */
export type NewIdeas = { cases: TestCase[]; numbers: Record<string, number> };

/** Whether this wording of the requirement has not been guessed about yet. */
export function isNewWording({ requirement, earlier }: Work): boolean {
  const isNew = earlier === undefined || Object.keys(earlier.items).length === 0;
  return isNew || earlier.hash !== statementHash(requirement);
}

/** Ideas of a model beside those of the catalogue, at most as many as there is room for; each wording has its own number. */
export function withModelIdeas(ideas: NewIdeas, written: readonly TestCase[], requirement: Requirement): NewIdeas {
  const numbers = { ...ideas.numbers };
  const added = written.slice(0, ideaRoom(ideas)).map((each) => {
    const key = `model:${caseHash(each).slice(0, 12)}`;
    numbers[key] ??= Math.max(0, ...Object.values(numbers)) + 1;
    return { ...each, id: `TC-${requirement.id}-i${numbers[key]}` };
  });
  return { cases: [...ideas.cases, ...added], numbers };
}

/** How many ideas a requirement may still get. */
export const ideaRoom = ({ cases }: NewIdeas): number => Math.max(0, mostIdeas - cases.length);

const mostIdeas = 3;

/**
 * Ideas are guessed once for each wording of a requirement: one that a person deleted or rejected does not come back
 * until the requirement says something else.
 */
export function newIdeas({ document, work }: { document: ParsedDocument; work: Work }): NewIdeas {
  const { requirement, earlier, known, questions, kept } = work;
  const numbers: Record<string, number> = { ...earlier?.ideas };
  if (!isNewWording(work)) return { cases: [], numbers };
  const taken = new Set(kept.map(({ id }) => id));
  const cases = draftIdeas(requirement, { known, asked: questions }).flatMap(({ key, demand, case: drafted }) => {
    const { failures, score, notes } = checkCase(drafted, { document, requirement, demand });
    if (failures.length > 0) return [];
    numbers[key] ??= Math.max(0, ...Object.values(numbers)) + 1;
    const id = `TC-${requirement.id}-i${numbers[key]}`;
    return taken.has(id) ? [] : [{ ...drafted, id, quality_score: score, quality_notes: notes }];
  });
  return { cases, numbers };
}
