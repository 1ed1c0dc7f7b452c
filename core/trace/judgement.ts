import type { DocumentSuite } from '../export/suite-file.ts';
import { isEdited, isFresh } from '../generate/decide-work.ts';
import { sameness } from '../generate/drop-duplicates.ts';
import { type Lock, lockedOf, type LockedRequirement } from '../lock/lock.ts';
import { itemKey } from '../plan/item-key.ts';
import type { Plan, TestCase } from '../types.ts';
import type { FailReason } from './fail-reasons.ts';
import { type CoverageLevel, type Marks, reaches } from './levels.ts';
import { type Unit, unitsOfLock, unitsOfPlan } from './unit.ts';

/** A document as it is today with its committed suite. `plan` has no requirements when the document is gone. */
export type Gated = { document: string; plan: Plan; suite: DocumentSuite | undefined };

/** A finding of the gate. `identity` tells whether another version of the repository has the same one. */
export type Found = { id: string; requirement: string; identity: string };

export type Judgement = { units: Unit[]; questions: number; findings: Record<FailReason, Found[]> };

/** Judges one document that was parsed and planned. */
export function judgeDocument(
  gated: Gated,
  { lock, marks, require }: { lock: Lock; marks: Marks; require: CoverageLevel },
): Judgement {
  const { document, plan, suite } = gated;
  const cases = suite?.test_cases ?? [];
  const requirements = new Map(plan.requirements.map((each) => [each.id, each]));
  const items = Map.groupBy(plan.coverage_items, ({ requirement_id }) => requirement_id);
  const locked = new Map(lockedOf(lock, document).map((each) => [each.id, each]));
  const units = unitsOfPlan(gated, locked);
  const keys = new Map<string, string>(plan.coverage_items.map((item) => [item.id, itemKey(item)]));
  const isStale = (each: TestCase) => {
    const requirement = requirements.get(each.requirement_id);
    const known = { items: items.get(each.requirement_id) ?? [], earlier: locked.get(each.requirement_id) };
    return requirement !== undefined && !isFresh(each, { requirement, quotes: suite?.quotes, ...known });
  };
  const found = (each: TestCase): Found => ({
    id: `${document}:${each.id}`,
    requirement: `${document}:${each.requirement_id}`,
    identity: each.id,
  });
  const uncovered = units.filter((unit) => !reaches(unit, require, marks));
  return {
    units,
    questions: plan.questions.length,
    findings: {
      uncovered: uncovered.map(({ requirement, item }) => ({
        id: `${document}:${item}`,
        requirement: `${document}:${requirement}`,
        identity: `${requirement} ${keys.get(item)}`,
      })),
      // What a person rejected stands for nothing, so nothing depends on its being right.
      stale: cases.filter((each) => each.status !== 'rejected' && isStale(each)).map(found),
      orphaned: cases.filter(({ requirement_id }) => !requirements.has(requirement_id)).map(found),
      duplicates: secondOnes(cases.filter(({ status }) => status !== 'rejected')).map(found),
      edited: cases.filter((each) => isChangedSince(each, locked.get(each.requirement_id))).map(found),
    },
  };
}

/**
 * Judges a document that nobody has to read: neither it nor its suite changed since the lockfile found nothing wrong with
 * them. Only a higher level can be missed.
 */
export function judgeLocked(
  locked: LockedRequirement[],
  { marks, require }: { marks: Marks; require: CoverageLevel },
): Judgement {
  const units = locked.flatMap(unitsOfLock);
  const keys = new Map<string, string>(
    locked.flatMap(({ id, items }) => Object.entries(items).map(([key, n]) => [`${id}#${n}`, key] as const)),
  );
  const uncovered = units
    .filter((unit) => !reaches(unit, require, marks))
    .map(({ document, requirement, item }) => ({
      id: `${document}:${item}`,
      requirement: `${document}:${requirement}`,
      identity: `${requirement} ${keys.get(item)}`,
    }));
  const questions = locked.reduce((sum, each) => sum + each.questions, 0);
  return { units, questions, findings: { uncovered, stale: [], orphaned: [], duplicates: [], edited: [] } };
}

/** Unlike a case that a person wrote long ago, one that the lockfile does not know as it is. */
function isChangedSince(each: TestCase, locked: LockedRequirement | undefined): boolean {
  return locked?.cases[each.id] === undefined || isEdited(each, locked);
}

function secondOnes(cases: TestCase[]): TestCase[] {
  const seen = new Set<string>();
  return cases.filter((each) => {
    const key = `${each.requirement_id}\n${sameness(each)}`;
    const again = seen.has(key);
    seen.add(key);
    return again;
  });
}
