import type { DocumentSuite } from './export/suite-file.ts';
import { sameness } from './generate/drop-duplicates.ts';
import { isEdited, isFresh } from './generate/decide-work.ts';
import { coveredItems } from './generate/summarise.ts';
import { type Lock, lockedOf } from './lock/lock.ts';
import type { Plan, TestCase } from './types.ts';

export const failReasons = ['uncovered', 'stale', 'orphaned', 'duplicates', 'edited'] as const;
export type FailReason = (typeof failReasons)[number];
export const coverageLevels = ['drafted', 'accepted', 'automated', 'passed'] as const;
export type CoverageLevel = (typeof coverageLevels)[number];

/** A document as it is today with its committed suite. `plan` has no requirements when the document is gone. */
export type Gated = { document: string; plan: Plan; suite: DocumentSuite | undefined };

/**
 * The verdict. `uncovered` holds items as `<document>:<requirement id>#<n>`, the other lists hold cases as
 * `<document>:<case id>`. `percent` is the share of items that reach the demanded level, with one decimal.
 */
export type GateResult = {
  ok: boolean;
  uncovered: string[];
  stale: string[];
  orphaned: string[];
  duplicates: string[];
  edited: string[];
  waived: string[];
  open_questions: number;
  coverage: { items: number; drafted: number; accepted: number; automated: number; passed: number; percent: number };
};

/**
 * Judges the committed suites and the lockfile against the documents of today, without a model. Stale: the requirement
 * changed after the case was written; orphaned: it is gone; duplicates: a second case that says the same; edited:
 * changed by a person since the last `generate`.
 */
export function gate(
  { documents, lock }: { documents: Gated[]; lock: Lock },
  { require, failOn }: { require: CoverageLevel; failOn: readonly FailReason[] },
): GateResult {
  const judged = documents.map((each) => judge(each, lock, require));
  const all = <T>(pick: (one: (typeof judged)[number]) => T[]) => judged.flatMap(pick);
  const items = sum(judged.map((each) => each.items));
  const drafted = sum(judged.map((each) => each.drafted));
  const accepted = sum(judged.map((each) => each.accepted));
  const reached = { drafted, accepted, automated: 0, passed: 0 };
  const lists = {
    uncovered: all((each) => each.uncovered),
    stale: all((each) => each.stale),
    orphaned: all((each) => each.orphaned),
    duplicates: all((each) => each.duplicates),
    edited: all((each) => each.edited),
  };
  return {
    ok: failOn.every((reason) => lists[reason].length === 0),
    ...lists,
    waived: [],
    open_questions: sum(documents.map(({ plan }) => plan.questions.length)),
    coverage: { items, ...reached, percent: percentOf(reached[require], items) },
  };
}

function judge({ document, plan, suite }: Gated, lock: Lock, require: CoverageLevel) {
  const cases = suite?.test_cases ?? [];
  const requirements = new Map(plan.requirements.map((each) => [each.id, each]));
  const items = Map.groupBy(plan.coverage_items, ({ requirement_id }) => requirement_id);
  const locked = new Map(lockedOf(lock, document).map((each) => [each.id, each]));
  const isStale = (each: TestCase) => {
    const requirement = requirements.get(each.requirement_id);
    const known = {
      items: items.get(each.requirement_id) ?? [],
      earlier: locked.get(each.requirement_id),
      quotes: suite?.quotes,
    };
    return requirement !== undefined && !isFresh(each, { requirement, ...known });
  };
  const known = plan.coverage_items.filter(({ expected_known }) => expected_known);
  const drafted = coveredItems(cases);
  const accepted = coveredItems(cases.filter((each) => each.status === 'accepted' || isPersons(each)));
  const reached = { drafted, accepted, automated: new Set<string>(), passed: new Set<string>() }[require];
  const names = (picked: { id: string }[]) => picked.map(({ id }) => `${document}:${id}`);

  function isPersons(each: TestCase): boolean {
    return each.written_by === 'human' || isEdited(each, locked.get(each.requirement_id));
  }

  return {
    items: known.length,
    drafted: known.filter(({ id }) => drafted.has(id)).length,
    accepted: known.filter(({ id }) => accepted.has(id)).length,
    uncovered: names(known.filter(({ id }) => !reached.has(id))),
    stale: names(cases.filter(isStale)),
    orphaned: names(cases.filter(({ requirement_id }) => !requirements.has(requirement_id))),
    duplicates: names(secondOnes(cases.filter(({ status }) => status !== 'rejected'))),
    edited: names(cases.filter((each) => isChangedSince(each, locked.get(each.requirement_id)))),
  };
}

/** Unlike a case that a person wrote long ago, one that the lockfile does not know as it is. */
function isChangedSince(each: TestCase, locked: Parameters<typeof isEdited>[1]): boolean {
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

function percentOf(part: number, whole: number): number {
  return whole === 0 ? 100 : Math.floor((part / whole) * 1000) / 10;
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
