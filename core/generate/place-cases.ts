import { caseId } from '../draft/draft-case.ts';
import { caseHash } from '../lock/content-hash.ts';
import { lockedOf, type Writer } from '../lock/lock.ts';
import type { TestCase } from '../types.ts';
import { assemble } from './assemble.ts';
import { decideWork, type Work } from './decide-work.ts';
import type { Finished, GenerateInput, GenerateResult, PlannedDocument } from './generation.ts';
import { freeId, inOrder } from './in-order.ts';
import { lockRequirement } from './lock-requirement.ts';
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
};

type Input = Pick<GenerateInput, 'documents' | 'lock' | 'suites' | 'findings' | 'toolVersion' | 'now'>;

/**
 * Puts cases into the suites of their documents, each in the place of the draft for its item. What a person accepted, wrote
 * or edited stays, and so does a draft that scores better. Requirements that none of them is about stay as they were.
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

/** The work that is left once these cases have their place; it is finished with that. */
function placeAll(work: Work, given: PlacedCase[], { path, writer, outcomes, placements }: Desk): Work {
  let kept = work.kept;
  const fresh: TestCase[] = [];
  for (const each of given) {
    const { coverage_items } = each.given;
    const earlier = kept.filter((one) => !one.inferred && one.coverage_items.some((id) => coverage_items.includes(id)));
    const placement = judgeEarlier(each, earlier);
    if (placement) {
      placements.set(each, placement);
      continue;
    }
    kept = kept.filter((one) => !earlier.includes(one));
    const id = freeId(caseId(coverage_items[0] ?? ''), [...kept, ...fresh]);
    fresh.push({ ...each.given, id });
    placements.set(each, { id, document: path, state: 'saved' });
  }
  if (fresh.length === 0) return work;
  const next = { ...work, kept };
  const cases = inOrder([...kept, ...fresh], work);
  const locked = lockRequirement({ work: next, document: path }, { cases, writer, ideas: work.earlier?.ideas ?? {} });
  outcomes.set(next, { cases, locked, problems: [], use: noModelUse, duplicates: 0 });
  return next;
}

/** Why an earlier case stays; undefined where none does. */
function judgeEarlier({ document, given }: PlacedCase, earlier: TestCase[]): Placement | undefined {
  const staying = (id: string, reason: string): Placement => ({ id, document, state: 'kept_earlier', reason });
  const own = earlier.find(({ written_by, status }) => written_by === 'human' || status !== 'draft');
  if (own) return staying(own.id, `${own.id} was ${own.status === 'draft' ? 'edited' : own.status} by a person`);
  const same = earlier.find((each) => caseHash({ ...given, id: each.id }) === caseHash(each));
  if (same) return { id: same.id, document, state: 'unchanged' };
  const better = earlier.find(({ quality_score }) => quality_score > given.quality_score);
  if (!better) return undefined;
  const scores = `${better.quality_score} against ${given.quality_score}`;
  return staying(better.id, `${better.id}, which is there already, scores better (${scores})`);
}
