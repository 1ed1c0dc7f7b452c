import { checkCase } from './check/check-case.ts';
import { basisOf, isEdited } from './generate/decide-work.ts';
import { type Lock, lockedOf } from './lock/lock.ts';
import type { Gated } from './trace/judgement.ts';
import type { LinkedTest } from './trace/match-tests.ts';
import type { CheckFailure, CoverageItem, ParsedDocument, Requirement, TestCase } from './types.ts';

/** All that is known of one case. */
export type Explanation = {
  document: string;
  test_case: TestCase;
  /** Undefined: it is gone. */
  requirement?: Requirement;
  coverage_items: CoverageItem[];
  state: { edited: boolean; stale: boolean; orphaned: boolean };
  /** Model or rules that wrote it first, as the lockfile knows. */
  first_written_by?: string;
  /** Failures of the checks today; none asked for where the case covers no item that is left. */
  failures: CheckFailure[];
  tests: { path: string; line: number; name: string; pending: boolean }[];
  /** Lines of `casewright/feedback.jsonl` that speak of it, oldest first. */
  history: { at: string; by: string; action: string; reason?: string }[];
};

type Known = {
  documents: (Gated & { parsed: ParsedDocument })[];
  lock: Lock;
  tests: LinkedTest[];
  /** Content of `casewright/feedback.jsonl`. */
  feedback: string;
};

/** Explains a case of a document. Lines of feedback that cannot be read are left out. */
export function explainCase({ document, given }: { document: string; given: TestCase }, known: Known): Explanation {
  const gated = known.documents.find((each) => each.document === document);
  const requirement = gated?.plan.requirements.find(({ id }) => id === given.requirement_id);
  const items = gated?.plan.coverage_items.filter(({ id }) => given.coverage_items.includes(id)) ?? [];
  const demand = gated?.plan.demands.find(({ item }) => given.coverage_items.includes(item.id));
  const earlier = lockedOf(known.lock, document).find(({ id }) => id === given.requirement_id);
  const locked = earlier?.cases[given.id];
  const edited = isEdited(given, earlier);
  const [item] = items;
  const isCurrent = requirement !== undefined && item !== undefined && basisOf(requirement, item) === locked?.basis;
  const key = `${document}:${given.id}`;
  // A test that names the requirement or the item speaks for the case as well.
  const keys = new Set([given.id, given.requirement_id, ...given.coverage_items].map((id) => `${document}:${id}`));
  return {
    document,
    test_case: given,
    ...(requirement && { requirement }),
    coverage_items: items,
    state: {
      edited,
      stale: requirement !== undefined && !edited && locked !== undefined && !isCurrent,
      orphaned: requirement === undefined,
    },
    ...(locked && { first_written_by: locked.by.model }),
    failures:
      gated && requirement && demand ? checkCase(given, { document: gated.parsed, requirement, demand }).failures : [],
    tests: known.tests
      .filter(({ names }) => names.some((name) => keys.has(name)))
      .map(({ path, line, name, pending }) => ({ path, line, name, pending })),
    history: historyOf(key, known.feedback),
  };
}

function historyOf(key: string, feedback: string): Explanation['history'] {
  return feedback.split('\n').flatMap((line) => {
    const entry = parsed(line);
    if (entry?.['case'] !== key) return [];
    const { at, by, action, reason } = entry;
    if (typeof at !== 'string' || typeof by !== 'string' || typeof action !== 'string') return [];
    return [{ at, by, action, ...(typeof reason === 'string' && { reason }) }];
  });
}

function parsed(line: string): { [key: string]: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
