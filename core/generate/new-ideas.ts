import { checkCase } from '../check/check-case.ts';
import { draftIdeas } from '../draft/ideas/draft-ideas.ts';
import { statementHash } from '../lock/content-hash.ts';
import type { ParsedDocument, TestCase } from '../types.ts';
import type { Work } from './decide-work.ts';

/** New ideas, and the number that each kind of idea has for good. */
export type NewIdeas = { cases: TestCase[]; numbers: Record<string, number> };

/**
 * Ideas are guessed once for each wording of a requirement: one that a person deleted or rejected does not come back
 * until the requirement says something else.
 */
export function newIdeas({ document, work }: { document: ParsedDocument; work: Work }): NewIdeas {
  const { requirement, earlier, known, questions, kept } = work;
  const numbers: Record<string, number> = { ...earlier?.ideas };
  const isNew = earlier === undefined || Object.keys(earlier.items).length === 0;
  if (!isNew && earlier.hash === statementHash(requirement)) return { cases: [], numbers };
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
