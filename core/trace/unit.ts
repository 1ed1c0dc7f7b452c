import type { DocumentSuite } from '../export/suite-file.ts';
import { isEdited } from '../generate/decide-work.ts';
import type { LockedRequirement } from '../lock/lock.ts';
import type { Plan } from '../types.ts';

/**
 * One coverage item whose outcome is known, with the cases that stand for it. `signed`: a person accepted or wrote one
 * of them.
 */
export type Unit = {
  document: string;
  requirement: string;
  criterion?: string;
  item: string;
  cases: string[];
  signed: boolean;
};

/** The units of a document that was planned. Ideas and rejected cases stand for nothing. */
export function unitsOfPlan(
  { document, plan, suite }: { document: string; plan: Plan; suite: DocumentSuite | undefined },
  locked: ReadonlyMap<string, LockedRequirement>,
): Unit[] {
  const standing = (suite?.test_cases ?? []).filter(({ inferred, status }) => !inferred && status !== 'rejected');
  const casesOf = new Map<string, { id: string; signed: boolean }[]>();
  for (const each of standing) {
    const signed =
      each.status === 'accepted' || each.written_by === 'human' || isEdited(each, locked.get(each.requirement_id));
    for (const item of each.coverage_items) {
      const known = casesOf.get(item);
      if (known) known.push({ id: each.id, signed });
      else casesOf.set(item, [{ id: each.id, signed }]);
    }
  }
  return plan.coverage_items.flatMap(({ id, requirement_id, criterion_id, expected_known }) => {
    if (!expected_known) return [];
    const cases = casesOf.get(id) ?? [];
    return {
      document,
      requirement: requirement_id,
      ...(criterion_id !== undefined && { criterion: criterion_id }),
      item: id,
      cases: cases.map((each) => each.id),
      signed: cases.some((each) => each.signed),
    };
  });
}

/** The same, as the lockfile knows them, of a document where nothing was open when it was locked. */
export function unitsOfLock(locked: LockedRequirement): Unit[] {
  const { document, id: requirement } = locked;
  const units = new Map<number, Unit>();
  for (const [id, { covers, criterion, signed }] of Object.entries(locked.cases)) {
    if (signed === 'rejected') continue;
    for (const n of covers) {
      const known = units.get(n);
      if (known) {
        known.cases.push(id);
        known.signed ||= signed !== undefined;
      } else {
        const of = { document, requirement, ...(criterion !== undefined && { criterion }) };
        units.set(n, { ...of, item: `${requirement}#${n}`, cases: [id], signed: signed !== undefined });
      }
    }
  }
  return [...units.values()];
}
