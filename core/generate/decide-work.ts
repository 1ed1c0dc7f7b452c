import type { DocumentSuite } from '../export/suite-file.ts';
import { caseHash, criterionHash, statementHash } from '../lock/content-hash.ts';
import { assistant, type LockedRequirement, type Writer } from '../lock/lock.ts';
import { matchItem } from './match-item.ts';
import { moveReviewed } from './move-reviewed.ts';
import type { CoverageItem, Demand, Plan, Requirement, TestCase } from '../types.ts';

/** What is to be done for one requirement: `kept` cases stay as they are, each of `demands` gets a new case. */
export type Work = {
  requirement: Requirement;
  items: CoverageItem[];
  /** Of all items, and of those that get a new case. */
  known: Demand[];
  demands: Demand[];
  kept: TestCase[];
  /** How many questions are open. */
  questions: number;
  /** False: left out of this run. */
  selected: boolean;
  /** Kept cases whose basis changed: a person decides about them. */
  stale: StaleCase[];
  /** Ids of kept cases that went over to another item: what they quoted is no longer their ground. */
  moved: ReadonlySet<string>;
  earlier?: LockedRequirement;
};

/** `item`: the present item that the case fits best, whose new case would replace it. */
type StaleCase = { id: string; item?: string };

export type Rewrite = {
  /** Write all again that no person has touched. */
  force: boolean;
  /** Write again what another model or prompt wrote: set to what would write now. */
  upgrade?: Writer;
  /** Requirements left out of the run stay as they were. */
  selected: (id: string) => boolean;
};

/**
 * Compares today's plan of a document with what the lockfile and the suite file hold. A case is kept while the
 * statement or criterion that it was written for has not changed; one that a person edited or judged is kept always.
 * `orphans` are cases that stay although
 * their requirement is gone.
 */
export function decideWork(
  { plan, suite, locked }: { plan: Plan; suite: DocumentSuite | undefined; locked: LockedRequirement[] },
  rewrite: Rewrite,
): { works: Work[]; orphans: TestCase[] } {
  const lockedById = new Map(locked.map((each) => [each.id, each]));
  const casesOf = Map.groupBy(suite?.test_cases ?? [], ({ requirement_id }) => requirement_id);
  const itemsOf = Map.groupBy(plan.coverage_items, ({ requirement_id }) => requirement_id);
  const questionsOf = Map.groupBy(plan.questions, ({ requirement_id }) => requirement_id);
  const demandsOf = Map.groupBy(plan.demands, ({ item }) => item.requirement_id);
  const works = plan.requirements.map((requirement) => {
    const { id } = requirement;
    const earlier = lockedById.get(id);
    const items = itemsOf.get(id) ?? [];
    const known = demandsOf.get(id) ?? [];
    const selected = rewrite.selected(id);
    const present = new Set(items.map((item) => item.id));
    const basis = { requirement, items, earlier, quotes: suite?.quotes };
    const found = (casesOf.get(id) ?? []).map((each) => markEdited(each, earlier));
    const { cases, moved } = selected
      ? moveReviewed(found, basis, (each) => isEdited(each, earlier) || isAdopted(each, basis))
      : { cases: found, moved: new Set<string>() };
    const own = new Set(cases.filter((each) => moved.has(each.id)).flatMap((each) => each.coverage_items));
    const isReplaced = (each: TestCase) =>
      !isProtected(each) && each.coverage_items.length > 0 && each.coverage_items.every((item) => own.has(item));
    const states = cases
      .filter((each) => !isReplaced(each))
      .map((each) => ({ each, fresh: isFresh(each, basis) || moved.has(each.id) }));
    const isOutdated = ({ id: name, inferred }: TestCase) =>
      // Ideas are guessed once for each wording: nobody would write them again.
      !inferred &&
      (rewrite.force || (rewrite.upgrade !== undefined && isSurpassed(rewrite.upgrade, earlier?.cases[name]?.by)));
    const kept = states
      .filter(({ each, fresh }) => !selected || isProtected(each) || (fresh && !isOutdated(each)))
      .map(({ each, fresh }) => ({ each: selected ? withoutLostItems(each, present) : each, fresh }));
    const taken = new Set(kept.flatMap(({ each }) => each.coverage_items));
    return {
      requirement,
      items,
      known,
      demands: selected ? known.filter(({ item }) => !taken.has(item.id)) : [],
      kept: kept.map(({ each }) => each),
      questions: questionsOf.get(id)?.length ?? 0,
      selected,
      stale: kept.filter(({ fresh }) => !fresh).map(({ each }) => staleCase(each, basis)),
      moved,
      ...(earlier && { earlier }),
    };
  });
  const present = new Set(plan.requirements.map(({ id }) => id));
  const orphans = (suite?.test_cases ?? [])
    .filter(({ requirement_id }) => !present.has(requirement_id))
    .map((each) => markEdited(each, lockedById.get(each.requirement_id)))
    .filter((each) => isProtected(each) || !rewrite.selected(each.requirement_id));
  return { works, orphans };
}

/**
 * A case whose content is not what casewright last saw has been edited by a person; one that it never saw, beside others
 * that it did, was put there by a person, whatever it says of itself.
 */
export function isEdited(candidate: TestCase, earlier: LockedRequirement | undefined): boolean {
  const locked = earlier?.cases[candidate.id];
  if (locked) return locked.content !== caseHash(candidate);
  return candidate.written_by === 'human' || Object.keys(earlier?.cases ?? {}).length > 0;
}

/** Hash of what an item or case was derived from: its criterion, else the statement. */
export function basisOf(requirement: Requirement, item: CoverageItem): string {
  const criterion = requirement.criteria.find(({ id }) => id === item.criterion_id);
  return criterion ? criterionHash(criterion) : statementHash(requirement);
}

type Basis = {
  requirement: Requirement;
  items: CoverageItem[];
  earlier: LockedRequirement | undefined;
  /** Evidence as the suite file holds it, by case id. */
  quotes: Record<string, string[]> | undefined;
};

/** Whether a case still says what its requirement says. Somebody who edits a case has looked at it. */
export function isFresh(candidate: TestCase, basis: Basis): boolean {
  const { requirement, items, earlier } = basis;
  if (isEdited(candidate, earlier)) return true;
  const locked = earlier?.cases[candidate.id];
  if (!locked) return isAdopted(candidate, basis);
  if (candidate.coverage_items.length === 0) {
    return [statementHash(requirement), ...requirement.criteria.map(criterionHash)].includes(locked.basis);
  }
  const item = items.find(({ id }) => candidate.coverage_items.includes(id));
  return item !== undefined && basisOf(requirement, item) === locked.basis;
}

/** A case that a person judged and the lockfile has lost: it stands while the requirement holds all that it quotes. */
function isAdopted(candidate: TestCase, { requirement, earlier, quotes }: Basis): boolean {
  if (earlier?.cases[candidate.id] || candidate.status === 'draft') return false;
  const places = [requirement.source, ...requirement.criteria.map(({ source }) => source)];
  const isWithin = (line: number) => places.some((each) => each.line <= line && line <= each.end_line);
  const wanted = quotes?.[candidate.id]?.length ?? candidate.evidence.length;
  const { evidence } = candidate;
  return evidence.length > 0 && evidence.length === wanted && evidence.every(({ line }) => isWithin(line));
}

function staleCase(candidate: TestCase, basis: Basis): StaleCase {
  const own = basis.items.find(({ id }) => candidate.coverage_items.includes(id));
  const item = own ?? matchItem(candidate, basis, new Set());
  return { id: candidate.id, ...(item && { item: item.id }) };
}

function markEdited(candidate: TestCase, earlier: LockedRequirement | undefined): TestCase {
  return isEdited(candidate, earlier) ? { ...candidate, written_by: 'human' } : candidate;
}

function isProtected({ written_by, status }: TestCase): boolean {
  return written_by === 'human' || status !== 'draft';
}

/** A case that covered several items lets go of those that are no more, as long as one is left. */
function withoutLostItems(given: TestCase, present: ReadonlySet<string>): TestCase {
  const left = given.coverage_items.filter((id) => present.has(id));
  return left.length === 0 || left.length === given.coverage_items.length ? given : { ...given, coverage_items: left };
}

function isSurpassed(now: Writer, then: Writer | undefined): boolean {
  if (then?.model === assistant) return false;
  return !(
    now.model === then?.model &&
    now.model_digest === then.model_digest &&
    now.prompt === then.prompt &&
    now.schema === then.schema
  );
}
