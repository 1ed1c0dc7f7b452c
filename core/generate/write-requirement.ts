import { checkCase } from '../check/check-case.ts';
import { draftCase } from '../draft/draft-case.ts';
import { priorityOf } from '../draft/priority.ts';
import { problem } from '../errors.ts';
import { withoutHidden } from '../export/hidden.ts';
import type { Writer } from '../lock/lock.ts';
import type { Demand, ParsedDocument, Problem, TestCase } from '../types.ts';
import type { Judge, WriteRecord } from '../write/write-cases.ts';
import { isEdited, type Work } from './decide-work.ts';
import { dropDuplicates, sameness } from './drop-duplicates.ts';
import { freeId, inOrder } from './in-order.ts';
import type { Finished } from './generation.ts';
import { modelIdeas } from './model-ideas.ts';
import { ideaRoom, isNewWording, newIdeas, withModelIdeas } from './new-ideas.ts';
import { lockRequirement } from './lock-requirement.ts';
import type { ModelDesk } from './model-desk.ts';
import { noModelUse } from './summarise.ts';

type Job = { document: ParsedDocument; work: Work };

/**
 * Writes what a requirement lacks: drafts by rules, reworded at the desk, each checked. Undefined: the run was stopped
 * before this requirement was finished, so nothing of it counts.
 */
export async function writeRequirement(
  { document, work }: Job,
  desk: ModelDesk,
  onText?: (characters: number) => void,
): Promise<Finished | undefined> {
  const { requirement, demands } = work;
  const { exampleWords } = desk;
  const judge: Judge = (candidate, demand, draft) =>
    checkCase(candidate, { document, requirement, demand, draft, exampleWords });
  const { drafts, problems } = draftAll(demands, { document, work });
  const distinct = dropDuplicates(drafts);
  const asked = demands.filter(({ item }) =>
    distinct.cases.some(({ coverage_items }) => coverage_items[0] === item.id),
  );
  const guessed = newIdeas({ document, work });
  const answered =
    asked.length === 0
      ? undefined
      : await desk.write({
          requirement,
          demands: asked,
          drafts: distinct.cases,
          judge,
          ideas: isNewWording(work) ? ideaRoom(guessed) : 0,
          ...(onText && { onText }),
        });
  if (answered?.record.failures.some(({ code }) => code === 'CANCELLED')) return undefined;

  const written = answered ? keepDistinct(answered.cases, distinct.cases) : { cases: distinct.cases, reverted: 0 };
  const said = [...work.kept, ...written.cases, ...guessed.cases];
  const own = modelIdeas(answered?.ideas ?? [], { document, work, exampleWords }, said);
  const ideas = withModelIdeas(guessed, own, requirement);
  const kept = work.kept.map((each) => rescored(each, { document, work }));
  const cases = inOrder([...kept, ...written.cases.map(withCleanWords), ...ideas.cases.map(withCleanWords)], work);
  const byModel = answered !== undefined && (answered.record.failures.length === 0 || answered.record.unanswered === 0);
  const writer: Writer = byModel ? desk.writer : { model: 'rules' };
  return {
    cases,
    locked: lockRequirement({ work, document: document.path }, { cases, writer, ideas: ideas.numbers }),
    problems,
    use: answered ? modelUse(answered.record, written.reverted) : noModelUse,
    duplicates: distinct.dropped.length,
  };
}

/** Drafts with their score. One that fails a check is left out and named: its item counts as uncovered. */
function draftAll(demands: Demand[], { document, work }: Job): { drafts: TestCase[]; problems: Problem[] } {
  const { requirement } = work;
  const problems: Problem[] = [];
  const drafts = demands.flatMap((demand) => {
    const drafted = draftCase(demand, requirement);
    const draft = { ...drafted, id: freeId(drafted.id, work.kept) };
    const { failures, score, notes } = checkCase(draft, { document, requirement, demand });
    if (failures.length === 0) return [{ ...draft, quality_score: score, quality_notes: notes }];
    const reasons = failures.map(({ message }) => message).join('; ');
    problems.push(
      problem({
        code: 'draft_failed_check',
        severity: 'warning',
        message: `No case for ${demand.item.id}: ${reasons}`,
        source: requirement.source,
        hint: 'Say it more plainly in the requirement, or write the case by hand in the suite file.',
      }),
    );
    return [];
  });
  return { drafts, problems };
}

/** What nobody sees is for evidence only. It goes before the lockfile learns the content of the case. */
function withCleanWords(given: TestCase): TestCase {
  const data = Object.entries(given.test_data).map(
    ([name, value]) => [withoutHidden(name), withoutHidden(value)] as const,
  );
  return {
    ...given,
    title: withoutHidden(given.title),
    preconditions: given.preconditions.map(withoutHidden),
    steps: given.steps.map(withoutHidden),
    expected_result: withoutHidden(given.expected_result),
    test_data: Object.fromEntries(data),
  };
}

/** A model case that says the same as another one goes back to its draft: drafts are distinct. */
function keepDistinct(cases: TestCase[], drafts: TestCase[]): { cases: TestCase[]; reverted: number } {
  const counts = Map.groupBy(cases, sameness);
  let reverted = 0;
  const kept = cases.map((each, index) => {
    const draft = drafts[index];
    if (each.written_by !== 'model' || draft === undefined || counts.get(sameness(each))?.length === 1) return each;
    reverted += 1;
    return draft;
  });
  return { cases: kept, reverted };
}

function modelUse(record: WriteRecord, reverted: number): Finished['use'] {
  const { calls, retries, first_attempt_valid, failures, unanswered } = record;
  const rejected = { ...record.rejected_by_check };
  if (failures.length === 0 && unanswered > 0) rejected['schema'] = (rejected['schema'] ?? 0) + unanswered;
  if (reverted > 0) rejected['duplicate'] = (rejected['duplicate'] ?? 0) + reverted;
  return { model_calls: calls, retries, first_attempt_valid, rejected_by_check: rejected };
}

/** What a person changed is judged anew. Whatever the checks say, it stays. */
function rescored(given: TestCase, { document, work }: Job): TestCase {
  const demand = work.known.find(({ item }) => given.coverage_items.includes(item.id));
  if (!demand) return unscored(given);
  // Its quotes may have other typography than the document has now.
  const located = given.evidence.length > 0 ? given : { ...given, evidence: demand.item.evidence };
  if (!isEdited(given, work.earlier)) return { ...located, priority: priorityOf(demand, work.requirement) };
  const { score, notes } = checkCase(located, { document, requirement: work.requirement, demand });
  return { ...located, quality_score: score, quality_notes: notes };
}

/** What a person added without an item cannot be scored. */
function unscored(given: TestCase): TestCase {
  if (given.coverage_items.length > 0 || given.written_by !== 'human' || given.inferred) return given;
  const note = 'No score: it names no coverage item in coverage_items (casewright plan lists them)';
  return { ...given, quality_score: 0, quality_notes: [note] };
}
