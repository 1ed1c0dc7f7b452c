import { lockedOf, type Writer } from '../lock/lock.ts';
import type { TestCase } from '../types.ts';
import { assemble } from './assemble.ts';
import { basisOf, decideWork, type Work } from './decide-work.ts';
import type { Finished, GenerateInput, GenerateResult, PlannedDocument } from './generation.ts';
import { inOrder } from './in-order.ts';
import { lockRequirement } from './lock-requirement.ts';
import { placeOne, type Taken } from './place-one.ts';
import { planAgain } from './plan-again.ts';
import { noModelUse } from './summarise.ts';

/** A case that somebody else wrote and that passed its checks; ids are those of its document. */
export type PlacedCase = { document: string; given: TestCase };

/** What became of a case, in the order in which they were given. `reason`: why it was not taken. */
export type Placement = {
  id: string;
  document: string;
  state: 'saved' | 'unchanged' | 'kept_earlier';
  reason?: string;
  /** Drafts that made way for it, and are in no suite any more. */
  replaced?: { id: string; title: string }[];
};

type Input = Pick<GenerateInput, 'documents' | 'lock' | 'suites' | 'findings' | 'toolVersion' | 'now'>;

/**
 * Puts cases into the suites of their documents, each in the place of the draft for its item. Of several for one item the
 * best is taken. What a person accepted, wrote or edited stays, and so does a draft that scores better. Requirements that none of them is about stay as they were.
 */
export function placeCases(
  input: Input,
  placed: readonly PlacedCase[],
  writer: Writer,
): { result: GenerateResult; placements: Placement[] } {
  const outcomes = new Map<Work, Finished>();
  const placements = new Map<PlacedCase, Placement>();
  const planned = input.documents.map((document): PlannedDocument => {
    const { path } = document;
    const own = Map.groupBy(
      placed.filter((each) => each.document === path),
      ({ given }) => given.requirement_id,
    );
    const plan = planAgain(document, input.lock, input.findings);
    const state = { plan, suite: input.suites.get(path), locked: lockedOf(input.lock, path) };
    const { works, orphans } = decideWork(state, { force: false, selected: (id) => own.has(id) });
    const next = works.map((work) => {
      const given = own.get(work.requirement.id);
      return given ? placeAll(work, given, { path, writer, outcomes, placements }) : work;
    });
    return { document, plan, works: next, orphans };
  });
  return {
    result: assemble(input, { planned, outcomes, problems: [], lost: false }),
    placements: placed.flatMap((each) => placements.get(each) ?? []),
  };
}

type Desk = {
  path: string;
  writer: Writer;
  outcomes: Map<Work, Finished>;
  placements: Map<PlacedCase, Placement>;
};

/** The work that is left once these cases have their place; it is finished with that. The best ones choose first. */
function placeAll(work: Work, given: PlacedCase[], { path, writer, outcomes, placements }: Desk): Work {
  let kept = work.kept;
  const fresh: TestCase[] = [];
  const taken = new Map<string, Taken>();
  for (const each of given.toSorted((a, b) => b.given.quality_score - a.given.quality_score)) {
    const place = placeOne(each.given, { work, kept, fresh, taken });
    placements.set(each, { document: path, ...place.placement });
    kept = place.kept;
    if (place.added) fresh.push(place.added);
    for (const item of place.items) taken.set(item, { id: place.placement.id, given: each.given });
  }
  if (fresh.length === 0) return work;
  const next = rebased({ ...work, kept }, work.kept);
  const cases = inOrder([...kept, ...fresh], work);
  const locked = lockRequirement({ work: next, document: path }, { cases, writer, ideas: work.earlier?.ideas ?? {} });
  outcomes.set(next, { cases, locked, problems: [], use: noModelUse, duplicates: 0 });
  return next;
}

/** A kept case that let go of an item rests on those that it still has. */
function rebased(work: Work, before: readonly TestCase[]): Work {
  const { requirement, items, kept, earlier } = work;
  if (!earlier) return work;
  const cases = { ...earlier.cases };
  for (const one of kept.filter((each) => !before.includes(each))) {
    const locked = cases[one.id];
    const item = items.find(({ id }) => one.coverage_items.includes(id));
    if (locked && item) cases[one.id] = { ...locked, basis: basisOf(requirement, item) };
  }
  return { ...work, earlier: { ...earlier, cases } };
}
