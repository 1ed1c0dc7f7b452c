import { explainCase, feedbackPath, findCases, type GateInput, type Problem, prove } from '../../core/index.ts';
import { type Examined, examine } from '../examine.ts';
import { readAll } from '../read/read-record.ts';
import { renderExplanations } from './render-explanation.ts';
import type { PullJob } from '../world.ts';

/**
 * Explains cases that are committed at the head, or that a run proposes. Only for the latter a model may have to write again.
 * @throws ConfigurationError where the record cannot be read; GitHub's refusals
 */
export async function explainCases(job: PullJob, ids: string[]): Promise<{ text: string } | { problems: Problem[] }> {
  const quick = await examine({ ...job, inputs: { ...job.inputs, model: 'rules' } });
  const committed = findCases(ids, suitesOf(quick.report.states.committed));
  if (committed.problems.length === 0)
    return explained(job, ids, { examined: quick, state: quick.report.states.committed });
  const full = job.inputs.model === 'rules' ? quick : await examine(job);
  return explained(job, ids, { examined: full, state: full.report.states.proposed });
}

async function explained(
  { repository, target }: PullJob,
  ids: string[],
  { examined, state }: { examined: Examined; state: GateInput },
): Promise<{ text: string } | { problems: Problem[] }> {
  const { cases, problems } = findCases(ids, suitesOf(state));
  if (problems.length > 0) return { problems };
  const parsed = new Map(examined.gathered.touched.map(({ document }) => [document.path, document]));
  const documents = state.documents.flatMap((each) => {
    const document = parsed.get(each.document);
    return document ? [{ ...each, parsed: document }] : [];
  });
  const feedback = (await readAll(repository.at(target.headSha), [feedbackPath])).get(feedbackPath) ?? '';
  const { tests } = prove(state, examined.gathered.tests);
  const known = { documents, lock: state.lock, tests, feedback };
  return { text: renderExplanations(cases.map((each) => explainCase(each, known))) };
}

function suitesOf({ documents }: GateInput): Parameters<typeof findCases>[1] {
  return new Map(documents.flatMap(({ document, suite }) => (suite ? [[document, suite]] : [])));
}
