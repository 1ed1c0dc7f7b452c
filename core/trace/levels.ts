import type { Unit } from './unit.ts';

export const coverageLevels = ['drafted', 'accepted', 'automated', 'passed'] as const;
export type CoverageLevel = (typeof coverageLevels)[number];

/**
 * What tests in the code and their results say: keys `<document>:<id>`, the id being that of a case, a requirement, an
 * item, or `<requirement>/<criterion>`.
 */
export type Marks = { automated: ReadonlySet<string>; passed: ReadonlySet<string> };

export const noMarks: Marks = { automated: new Set(), passed: new Set() };

/** How many of something there are, and how many reach each level. */
export type Levels = { total: number } & Record<CoverageLevel, number>;

/** Whether an item reaches a level. Each level is asked for by itself: a test may run that nobody signed. */
export function reaches(unit: Unit, level: CoverageLevel, marks: Marks): boolean {
  if (level === 'drafted') return unit.cases.length > 0;
  if (level === 'accepted') return unit.signed;
  return marks[level].size > 0 && keysOf(unit).some((key) => marks[level].has(key));
}

/** All ids under which a test can speak of an item. */
function keysOf({ document, requirement, criterion, item, cases }: Unit): string[] {
  const ids = [item, requirement, ...cases, ...(criterion === undefined ? [] : [`${requirement}/${criterion}`])];
  return ids.map((id) => `${document}:${id}`);
}

/** Coverage by requirement, by criterion and by item. A whole reaches a level when all of its items do. */
export function countLevels(units: Unit[], marks: Marks): { requirements: Levels; criteria: Levels; items: Levels } {
  const requirements = Map.groupBy(units, (unit) => `${unit.document}:${unit.requirement}`);
  const criteria = Map.groupBy(
    units.filter(({ criterion }) => criterion !== undefined),
    (unit) => `${unit.document}:${unit.requirement}/${unit.criterion}`,
  );
  const wholes = (groups: Map<string, Unit[]>): Levels =>
    levelsOf(groups.size, (level) =>
      count([...groups.values()], (all) => all.every((unit) => reaches(unit, level, marks))),
    );
  return {
    requirements: wholes(requirements),
    criteria: wholes(criteria),
    items: levelsOf(units.length, (level) => count(units, (unit) => reaches(unit, level, marks))),
  };
}

function levelsOf(total: number, reached: (level: CoverageLevel) => number): Levels {
  const [drafted, accepted] = [reached('drafted'), reached('accepted')];
  return { total, drafted, accepted, automated: reached('automated'), passed: reached('passed') };
}

function count<T>(all: T[], is: (one: T) => boolean): number {
  return all.reduce((sum, one) => sum + Number(is(one)), 0);
}
