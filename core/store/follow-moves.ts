import { criterionHash, statementHash } from '../lock/content-hash.ts';
import type { Lock, LockedRequirement } from '../lock/lock.ts';
import type { DocumentSuite } from '../export/suite-file.ts';
import type { ParsedDocument, Requirement, TestCase } from '../types.ts';

/** A requirement that has another id or stands in another document now, with the same words. */
export type Move = { from: { document: string; id: string }; to: { document: string; id: string } };

type Recorded = { lock: Lock; suites: ReadonlyMap<string, DocumentSuite> };

/**
 * Pairs requirements that the lockfile does not know with those of the same documents that are gone and said the same.
 * Where several say the same nothing is guessed.
 */
export function findMoves(lock: Lock, documents: ParsedDocument[]): Move[] {
  const here = new Map(documents.map(({ path, requirements }) => [path, new Set(requirements.map(({ id }) => id))]));
  const known = new Set(lock.requirements.filter(hasCases).map(({ document, id }) => `${document}:${id}`));
  const gone = Map.groupBy(
    lock.requirements.filter((each) => hasCases(each) && here.get(each.document)?.has(each.id) === false),
    ({ hash, criteria }) => contentKey(hash, Object.values(criteria)),
  );
  const unknown = Map.groupBy(
    documents.flatMap(({ path, requirements }) =>
      requirements.flatMap((each) => (known.has(`${path}:${each.id}`) ? [] : { document: path, requirement: each })),
    ),
    ({ requirement }) => contentKey(statementHash(requirement), requirement.criteria.map(criterionHash)),
  );
  return [...unknown].flatMap(([key, arrivals]) => {
    const departed = gone.get(key) ?? [];
    const [from, to] = [departed[0], arrivals[0]];
    if (departed.length !== 1 || arrivals.length !== 1 || !from || !to) return [];
    const now = { document: to.document, id: to.requirement.id };
    return [{ from: { document: from.document, id: from.id }, to: now }];
  });
}

/** The committed record as if the requirements had always been where and what they are called now. */
export function followMoves<T extends Recorded>(recorded: T, moves: Move[], documents: ParsedDocument[]): T {
  if (moves.length === 0) return recorded;
  const targets = new Map(moves.map(({ from, to }) => [`${from.document}:${from.id}`, to]));
  const replaced = new Set(moves.map(({ to }) => `${to.document}:${to.id}`));
  const requirements = new Map(
    documents.flatMap(({ path, requirements: all }) => all.map((each) => [`${path}:${each.id}`, each] as const)),
  );
  const lock: Lock = {
    documents: recorded.lock.documents,
    requirements: recorded.lock.requirements
      // What only kept the numbers of the new name makes way for what is really known of it.
      .filter(({ document, id }) => !replaced.has(`${document}:${id}`))
      .map((each) => {
        const to = targets.get(`${each.document}:${each.id}`);
        return to ? movedLine(each, to, requirements.get(`${to.document}:${to.id}`)) : each;
      }),
  };
  return { ...recorded, lock, suites: movedSuites(recorded.suites, targets) };
}

function movedLine(line: LockedRequirement, to: Move['to'], now: Requirement | undefined): LockedRequirement {
  const names = new Map((now?.criteria ?? []).map((each) => [criterionHash(each), each.id]));
  const nameNow = (criterion: string) => names.get(line.criteria[criterion] ?? '') ?? criterion;
  return {
    ...line,
    ...to,
    criteria: Object.fromEntries(Object.entries(line.criteria).map(([name, hash]) => [nameNow(name), hash])),
    cases: Object.fromEntries(
      Object.entries(line.cases).map(([id, locked]) => [
        renamed(id, `TC-${line.id}-`, `TC-${to.id}-`),
        locked.criterion === undefined ? locked : { ...locked, criterion: nameNow(locked.criterion) },
      ]),
    ),
  };
}

function movedSuites(
  suites: ReadonlyMap<string, DocumentSuite>,
  targets: ReadonlyMap<string, Move['to']>,
): Map<string, DocumentSuite> {
  const moved = new Map<string, DocumentSuite>();
  const into = (document: string) => {
    const suite = moved.get(document) ?? { document, test_cases: [], questions: [], quotes: {} };
    moved.set(document, suite);
    return suite;
  };
  for (const [path, suite] of suites) {
    into(path).questions.push(...suite.questions);
    for (const each of suite.test_cases) {
      const to = targets.get(`${path}:${each.requirement_id}`);
      const now = to ? movedCase(each, to.id) : each;
      const target = into(to?.document ?? path);
      target.test_cases.push(now);
      target.quotes[now.id] = suite.quotes[each.id] ?? [];
    }
  }
  return moved;
}

/** Its quotes stand somewhere else now: they get their place from the item. */
function movedCase(given: TestCase, id: string): TestCase {
  const { requirement_id: before } = given;
  return {
    ...given,
    id: renamed(given.id, `TC-${before}-`, `TC-${id}-`),
    requirement_id: id,
    coverage_items: given.coverage_items.map((item) => renamed(item, `${before}#`, `${id}#`)),
    evidence: [],
  };
}

function renamed(text: string, from: string, to: string): string {
  return text.startsWith(from) ? to + text.slice(from.length) : text;
}

function hasCases({ cases }: LockedRequirement): boolean {
  return Object.keys(cases).length > 0;
}

function contentKey(statement: string, criteria: string[]): string {
  return [statement, ...criteria.toSorted()].join(' ');
}
