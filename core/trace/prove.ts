import { type Lock, lockedOf } from '../lock/lock.ts';
import type { Gated } from './judgement.ts';
import { knownIds } from './known-ids.ts';
import { type Automation, matchTests } from './match-tests.ts';
import { type Unit, unitsOfLock, unitsOfPlan } from './unit.ts';

type Repository = { documents: Gated[]; lock: Lock; unchanged?: readonly string[] };

/** All items of a repository whose outcome is known, with the cases that stand for them. */
export function unitsOf({ documents, lock, unchanged = [] }: Repository): Unit[] {
  return [
    ...documents.flatMap((each) =>
      unitsOfPlan(each, new Map(lockedOf(lock, each.document).map((locked) => [locked.id, locked]))),
    ),
    ...unchanged.flatMap((document) => lockedOf(lock, document).flatMap(unitsOfLock)),
  ];
}

/** What tests and their results say of a repository's requirements, items and cases. */
export function prove(repository: Repository, found: Parameters<typeof matchTests>[0]): Automation {
  const others = repository.documents.flatMap(({ document, plan, suite }) => [
    ...plan.requirements.map(({ id }) => ({ document, id })),
    ...(suite?.test_cases ?? []).map(({ id, requirement_id: requirement }) => ({ document, id, requirement })),
  ]);
  return matchTests(found, knownIds(unitsOf(repository), others));
}
