import {
  checkCase,
  contextBudget,
  contextFor,
  contextIndex,
  draftCase,
  emptyLock,
  type ModelWriter,
  type ParsedDocument,
  planAgain,
  type TestCase,
  writeCases,
} from '../../core/index.ts';
import { countCase, noWriting, type Writing } from './count-cases.ts';

type Demands = ReturnType<typeof planAgain>['demands'];

/** One requirement with all that its cases are written and checked by. */
export type Task = {
  document: ParsedDocument;
  requirement: ParsedDocument['requirements'][number];
  demands: Demands;
  drafts: TestCase[];
};

/** What is to be written for a document: its coverage items with their drafts. */
export function tasksOf(document: ParsedDocument): Task[] {
  const plan = planAgain(document, emptyLock);
  return plan.requirements.map((requirement) => {
    const demands = plan.demands.filter(({ item }) => item.requirement_id === requirement.id);
    const drafts = demands.map((demand) => {
      const draft = draftCase(demand, requirement);
      const { score, notes } = checkCase(draft, { document, requirement, demand });
      return { ...draft, quality_score: score, quality_notes: notes };
    });
    return { document, requirement, demands, drafts };
  });
}

/** Lets the model improve the drafts. A case counts as it came, before the draft stands in for its faults. */
export async function measureWriting(tasks: Task[], writer: ModelWriter): Promise<Writing> {
  const writing = { ...noWriting, requirements: tasks.length };
  const { model, prompt } = writer;
  const { exampleWords } = prompt;
  const index = contextIndex({ requirements: tasks.map(({ requirement }) => requirement) });
  for (const { document, requirement, demands, drafts } of tasks) {
    const judged = new Set<string>();
    const start = performance.now();
    const { record } = await writeCases({
      model,
      prompt,
      requirement,
      demands,
      drafts,
      context: contextFor(requirement, index, contextBudget(prompt)),
      ideas: prompt.ideas,
      seed: 42,
      judge: (candidate, demand, draft) => {
        const verdict = checkCase(candidate, { document, requirement, demand, draft, exampleWords });
        // The first candidate has most of the model's words; the others have parts of the draft.
        if (!judged.has(demand.item.id)) countCase(writing, verdict);
        judged.add(demand.item.id);
        return verdict;
      },
    });
    writing.ms += performance.now() - start;
    writing.first_answers += record.first_attempts;
    writing.valid += record.first_attempt_valid;
    writing.nothing_new += record.rejected_by_check['same'] ?? 0;
    writing.accepted += record.accepted;
    writing.by_rules += drafts.length - record.accepted;
    writing.prompt_tokens += record.prompt_tokens;
    writing.answer_tokens += record.answer_tokens;
  }
  return writing;
}
