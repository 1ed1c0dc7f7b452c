import { assemble } from './generate/assemble.ts';
import { decideWork, type Work } from './generate/decide-work.ts';
import type { GenerateInput, GenerateResult, Finished, PlannedDocument, Progress } from './generate/generation.ts';
import { modelDesk } from './generate/model-desk.ts';
import { planAgain } from './generate/plan-again.ts';
import { runPool } from './generate/run-pool.ts';
import { selection } from './generate/selection.ts';
import { writeRequirement } from './generate/write-requirement.ts';
import { lockedOf, type Writer } from './lock/lock.ts';

/**
 * The whole way for some documents: plan them, keep the cases that are still right, draft, write and check the others, and
 * say what to commit. An unchanged requirement costs no model call. What a model or a document does wrong is a problem
 * in the suite, never a throw.
 */
export async function generateSuite(input: GenerateInput): Promise<GenerateResult> {
  const { options = {}, signal, onProgress } = input;
  const desk = modelDesk(input.writer, {
    seed: options.seed ?? 42,
    requirements: input.documents.flatMap(({ requirements }) => requirements),
    accepted: new Map([...input.suites].map(([path, { test_cases }]) => [path, test_cases])),
    ...(signal && { signal }),
    ...(input.metrics && { metrics: input.metrics }),
  });
  const planned = decideAll(input, desk.writer);
  const outcomes = new Map<Work, Finished>();
  const jobs = jobsOf(planned);
  for (const job of jobs.filter(({ work }) => work.demands.length === 0)) {
    const outcome = await writeRequirement(job, desk);
    if (outcome) outcomes.set(job.work, outcome);
  }
  const costly = jobs.filter(({ work }) => work.demands.length > 0);
  const pool = { width: options.concurrency ?? 1, stop: () => signal?.aborted ?? false };
  await runPool(costly, pool, async (job, index) => {
    const place = {
      document: job.document.path,
      requirement_id: job.work.requirement.id,
      index: index + 1,
      total: costly.length,
    };
    const report = (phase: Progress['phase'], characters: number) => onProgress?.({ ...place, phase, characters });
    const outcome = await writeRequirement(job, desk, (characters) => report('model', characters));
    if (!outcome) return;
    outcomes.set(job.work, outcome);
    report('done', 0);
  });
  return assemble(input, { planned, outcomes, problems: desk.problems, lost: desk.lost() });
}

/**
 * What `generateSuite` would do: the requirements that get new cases, as `<document>:<id>`, and how many cases. Each of
 * them costs at least one call where there is a model.
 */
export function previewGeneration(input: GenerateInput): { requirements: string[]; cases: number } {
  const { writer } = modelDesk(input.writer, { seed: 0 });
  const jobs = jobsOf(decideAll(input, writer)).filter(({ work }) => work.demands.length > 0);
  return {
    requirements: jobs.map(({ document, work }) => `${document.path}:${work.requirement.id}`),
    cases: jobs.reduce((sum, { work }) => sum + work.demands.length, 0),
  };
}

function decideAll(
  { documents, lock, suites, findings, options = {} }: GenerateInput,
  writer: Writer,
): PlannedDocument[] {
  const selected = selection(options.only);
  return documents.map((document) => {
    const plan = planAgain(document, lock, findings);
    const state = { plan, suite: suites.get(document.path), locked: lockedOf(lock, document.path) };
    const rewrite = {
      force: options.force ?? false,
      ...(options.upgrade && { upgrade: writer }),
      selected: (id: string) => selected(document.path, id),
    };
    return { document, plan, ...decideWork(state, rewrite) };
  });
}

function jobsOf(planned: PlannedDocument[]): { document: PlannedDocument['document']; work: Work }[] {
  return planned.flatMap(({ document, works }) =>
    works.filter(({ selected }) => selected).map((work) => ({ document, work })),
  );
}
