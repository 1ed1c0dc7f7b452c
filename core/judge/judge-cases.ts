import { sameness } from '../generate/drop-duplicates.ts';
import type { PlacedCase } from '../generate/place-cases.ts';
import type { CheckFailure, CoverageItem, TestCase } from '../types.ts';
import { checkGiven } from './check-given.ts';
import type { GivenCase } from './complete-case.ts';
import { findTargets, type Matching } from './find-targets.ts';
import { type CaseFailure, type PlannedInput, type Target, targetsOf } from './target.ts';

/** The verdict on the case at `index` (from 0). `coverage_items` are those that it was judged against. */
export type CaseVerdict = {
  index: number;
  id: string;
  title: string;
  coverage_items: string[];
  matched_by: Matching;
  passed: boolean;
  failures: CaseFailure[];
  score: number;
  notes: string[];
};

/** `items`, `covered` and `uncovered` speak of items whose expected result is known. */
export type Judgement = {
  verdicts: CaseVerdict[];
  items: number;
  covered: string[];
  uncovered: Pick<CoverageItem, 'id' | 'requirement_id' | 'statement'>[];
  /** Those that passed, complete, with the ids of their document. `index`: of the verdict. */
  passed: (PlacedCase & { index: number })[];
};

/**
 * Judges cases that somebody else wrote against these documents, by the checks that every case passes. Each is judged
 * against the items it names, else those of its id, else the item that it fits best. An item is covered by a case that
 * fails no check for it.
 */
export function judgeCases(given: readonly GivenCase[], inputs: readonly PlannedInput[]): Judgement {
  const targets = targetsOf(inputs);
  const seen = new Map<string, number>();
  const covered = new Set<string>();
  const sound: Judgement['passed'] = [];
  const verdicts = given.map((each, index) => {
    const { verdict, passed, key, placed } = judgeOne(each, index, { targets, inputs });
    const earlier = key === undefined ? undefined : seen.get(key);
    if (earlier !== undefined) return repeated(verdict, earlier);
    if (key !== undefined) seen.set(key, index);
    for (const item of passed) covered.add(item);
    if (placed && verdict.passed) sound.push({ ...placed, index });
    return verdict;
  });
  return {
    verdicts,
    items: targets.length,
    covered: targets.map(({ id }) => id).filter((id) => covered.has(id)),
    uncovered: targets
      .filter(({ id }) => !covered.has(id))
      .map(({ id, requirement_id, demand }) => ({ id, requirement_id, statement: demand.item.statement })),
    passed: sound,
  };
}

type Scope = { targets: Target[]; inputs: readonly PlannedInput[] };

function judgeOne(
  given: GivenCase,
  index: number,
  { targets, inputs }: Scope,
): { verdict: CaseVerdict; passed: string[]; key?: string; placed?: PlacedCase } {
  const found = findTargets(given, { targets, inputs });
  const named = { index, id: given.id ?? '', title: given.title ?? '', matched_by: found.matched_by };
  if (found.targets.length === 0) {
    const notes: string[] = [];
    const failures: CaseFailure[] = found.problems;
    return { verdict: { ...named, coverage_items: [], passed: false, failures, score: 0, notes }, passed: [] };
  }
  const judged = found.targets.map((target) => {
    const { candidate, verdict } = checkGiven(given, target);
    return { target, candidate, ...verdict };
  });
  const failures: CaseFailure[] = [...found.problems, ...distinct(judged.flatMap((each) => each.failures))];
  const worst = judged.toSorted((a, b) => a.score - b.score)[0];
  const [lead] = judged;
  const first = lead?.candidate;
  return {
    verdict: {
      ...named,
      id: first?.id ?? named.id,
      coverage_items: found.targets.map(({ id }) => id),
      passed: failures.length === 0,
      failures,
      score: worst?.score ?? 0,
      notes: worst?.notes ?? [],
    },
    passed: judged.filter((each) => each.failures.length === 0).map(({ target }) => target.id),
    ...(lead && { placed: placedCase(judged, { lead, score: worst?.score ?? 0, notes: worst?.notes ?? [] }) }),
    ...(first &&
      !failures.some(({ check }) => check === 'schema') && { key: `${first.requirement_id}\n${sameness(first)}` }),
  };
}

type Judged = { target: Target; candidate: TestCase };

/** Not a person's: whoever looks at the suite shall see that nobody has signed it. */
function placedCase(
  judged: Judged[],
  { lead, score, notes }: { lead: Judged; score: number; notes: string[] },
): PlacedCase {
  const { target, candidate } = lead;
  const own = judged.filter((each) => each.target.requirement === target.requirement);
  return {
    document: target.document.path,
    given: {
      ...candidate,
      coverage_items: own.map((each) => each.target.demand.item.id),
      written_by: 'model',
      quality_score: score,
      quality_notes: notes,
    },
  };
}

function repeated(verdict: CaseVerdict, earlier: number): CaseVerdict {
  const failure: CaseFailure = {
    check: 'duplicate',
    message: `It says the same as case ${earlier + 1}`,
    repair: 'Leave it out, or exercise another coverage item with it',
  };
  return { ...verdict, passed: false, failures: [...verdict.failures, failure] };
}

function distinct(failures: CheckFailure[]): CheckFailure[] {
  return [...new Map(failures.map((each) => [`${each.check}\n${each.message}`, each])).values()];
}
