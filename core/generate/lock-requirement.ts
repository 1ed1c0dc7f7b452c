import { caseHash, criterionHash, statementHash } from '../lock/content-hash.ts';
import type { LockedCase, LockedRequirement, Writer } from '../lock/lock.ts';
import { itemKey } from '../plan/item-key.ts';
import { distinctKeys } from '../plan/number-items.ts';
import type { TestCase } from '../types.ts';
import { basisOf, isEdited, type Work } from './decide-work.ts';

/** What the lockfile records of a requirement whose cases are now `cases`, the new ones written by `writer`. */
export function lockRequirement(
  { work, document }: { work: Work; document: string },
  { cases, writer, ideas }: { cases: TestCase[]; writer: Writer; ideas: Record<string, number> },
): LockedRequirement {
  const { requirement, items, earlier } = work;
  const keys = distinctKeys(items.map(itemKey));
  const numbers = items.map((item, index) => [keys[index] ?? '', numberOf(item.id)] as const);
  return {
    document,
    id: requirement.id,
    hash: statementHash(requirement),
    criteria: Object.fromEntries(requirement.criteria.map((each) => [each.id, criterionHash(each)])),
    items: Object.fromEntries(numbers),
    next: Math.max(earlier?.next ?? 1, ...numbers.map(([, n]) => n + 1), ...cases.map(numberAfter)),
    questions: work.questions,
    ideas,
    cases: Object.fromEntries(cases.map((each) => [each.id, lockCase(each, work, writer)])),
  };
}

/** Of a case whose lockfile was lost and which does not fit its requirement: it is stale until a person looks at it. */
const unknownBasis = 'unknown';

/** A kept case that nobody touched keeps its basis, so it stays stale until a person edits it; who wrote it is kept always. */
function lockCase(given: TestCase, { requirement, items, earlier, kept, stale }: Work, writer: Writer): LockedCase {
  const isStale = stale.some(({ id }) => id === given.id);
  const isKept = kept.some(({ id }) => id === given.id);
  const before = isKept ? earlier?.cases[given.id] : undefined;
  const item = items.find(({ id }) => given.coverage_items.includes(id));
  const basis = item ? basisOf(requirement, item) : statementHash(requirement);
  const signed = given.status === 'draft' ? (given.written_by === 'human' ? 'human' : undefined) : given.status;
  return {
    content: caseHash(given),
    basis: before && !isEdited(given, earlier) ? before.basis : isKept && isStale && !before ? unknownBasis : basis,
    by: before?.by ?? (isKept || given.inferred ? { model: 'rules' } : writer),
    covers: given.coverage_items.map(numberOf),
    ...(item?.criterion_id !== undefined && { criterion: item.criterion_id }),
    ...(signed && { signed }),
  };
}

/** A lost lockfile must not let a number come back that a case still carries. */
function numberAfter({ id, requirement_id }: TestCase): number {
  const n = id.startsWith(`TC-${requirement_id}-`) ? Number(id.slice(`TC-${requirement_id}-`.length)) : 0;
  return Number.isSafeInteger(n) ? n + 1 : 1;
}

function numberOf(itemId: string): number {
  return Number(itemId.slice(itemId.lastIndexOf('#') + 1));
}
