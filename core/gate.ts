import { type Lock, lockedOf } from './lock/lock.ts';
import { type FailReason, failReasons } from './trace/fail-reasons.ts';
import { type Found, type Gated, judgeDocument, type Judgement, judgeLocked } from './trace/judgement.ts';
import { countLevels, type CoverageLevel, type Levels, type Marks, noMarks } from './trace/levels.ts';
import { type Waiver, waiverIndex } from './trace/waivers.ts';

/**
 * The verdict. `uncovered` holds items as `<document>:<requirement id>#<n>`, the other lists hold cases as
 * `<document>:<case id>`; `waived` those of either that a waiver took out. `percent` is the share of items that reach
 * the demanded level, with one decimal. With a ratchet, `fresh` holds what was not there before: only that closes the gate.
 */
export type GateResult = Record<FailReason, string[]> & {
  ok: boolean;
  waived: string[];
  open_questions: number;
  coverage: { items: number; percent: number } & Record<CoverageLevel, number> & {
      requirements: Levels;
      criteria: Levels;
    };
  fresh?: Record<FailReason, string[]>;
};

export type GateInput = {
  documents: Gated[];
  lock: Lock;
  /** Documents whose verdict the lockfile knows: see `unchangedDocuments`. */
  unchanged?: readonly string[];
  marks?: Marks;
  waivers?: Waiver[];
};

export type GateOptions = {
  require: CoverageLevel;
  failOn: readonly FailReason[];
  /** The same repository as it was: what was wrong there already does not close the gate. */
  before?: GateInput;
};

/**
 * Judges the committed suites and the lockfile against the documents of today, without a model. Stale: the requirement
 * changed after the case was written; orphaned: it is gone; duplicates: a second case that says the same; edited:
 * changed by a person since the last `generate`.
 */
export function gate(input: GateInput, { require, failOn, before }: GateOptions): GateResult {
  const judged = judgeAll(input, require);
  const isWaived = waiverIndex(input.waivers ?? []);
  const standing = pick((reason) => judged.findings[reason].filter((each) => !isWaived(each.id, each.requirement)));
  const waived = failReasons.flatMap((reason) =>
    judged.findings[reason].filter((each) => isWaived(each.id, each.requirement)),
  );
  const earlier = before && judgeAll(before, require).findings;
  const fresh = earlier && pick((reason) => newOnes(standing[reason], earlier[reason]));
  const { items, ...wholes } = countLevels(judged.units, input.marks ?? noMarks);
  const { total, ...levels } = items;
  return {
    ok: failOn.every((reason) => (fresh ?? standing)[reason].length === 0),
    ...pick((reason) => standing[reason].map(({ id }) => id)),
    waived: [...new Set(waived.map(({ id }) => id))],
    open_questions: judged.questions,
    coverage: { items: total, ...levels, percent: percentOf(levels[require], total), ...wholes },
    ...(fresh && { fresh: pick((reason) => fresh[reason].map(({ id }) => id)) }),
  };
}

function judgeAll({ documents, lock, unchanged = [], marks = noMarks }: GateInput, require: CoverageLevel): Judgement {
  const all = [
    ...documents.map((each) => judgeDocument(each, { lock, marks, require })),
    ...unchanged.map((document) => judgeLocked(lockedOf(lock, document), { marks, require })),
  ];
  return {
    units: all.flatMap(({ units }) => units),
    questions: all.reduce((sum, { questions }) => sum + questions, 0),
    findings: pick((reason) => all.flatMap(({ findings }) => findings[reason])),
  };
}

function newOnes(now: Found[], before: Found[]): Found[] {
  const known = new Set(before.map(({ identity }) => identity));
  return now.filter(({ identity }) => !known.has(identity));
}

function pick<T>(of: (reason: FailReason) => T): Record<FailReason, T> {
  const [uncovered, stale, orphaned] = [of('uncovered'), of('stale'), of('orphaned')];
  return { uncovered, stale, orphaned, duplicates: of('duplicates'), edited: of('edited') };
}

function percentOf(part: number, whole: number): number {
  return whole === 0 ? 100 : Math.floor((part / whole) * 1000) / 10;
}
