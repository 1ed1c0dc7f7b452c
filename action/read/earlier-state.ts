import { ConfigurationError, type GateInput, problem, prove } from '../../core/index.ts';
import { statusOf } from '../api-error.ts';
import { documentReader } from './document-reader.ts';
import { gatherTests, type GatheredTests } from './gather-tests.ts';
import { patternsOf } from './match-paths.ts';
import type { Snapshot } from './read-files.ts';
import { readRecord, readState } from './read-record.ts';
import type { Documents } from './touched.ts';
import type { Job } from '../world.ts';

/** What the tests of a commit prove there. Results of that time are gone, so those of now stand for them. */
export async function withMarks(
  state: GateInput,
  { job, snapshot, tests }: { job: Job; snapshot: Snapshot; tests: GatheredTests },
): Promise<GateInput> {
  const { config, repository, inputs } = job;
  const then = await gatherTests({ ...config, results: [] }, { snapshot, repository, workspace: inputs.workspace });
  const { marks } = prove(state, { tests: then.tests, results: tests.results });
  return { ...state, marks };
}

/**
 * The state that the input `ratchet` names. `base` is what the change builds on.
 * @throws ConfigurationError where there is no such commit
 */
export async function ratchetState(job: Job, now: Documents, tests: GatheredTests): Promise<GateInput> {
  const snapshot = job.repository.at(await ratchetSha(job));
  const { lock } = await readRecord(snapshot, []);
  const parse = documentReader(patternsOf(job.inputs.paths, job.config), job.config.columns);
  const there = now.touched.filter(({ document }) => document.text !== '').map(({ document }) => document.path);
  const known = lock.documents.map(({ document }) => document);
  const files = await Promise.all([...new Set([...there, ...known])].map((path) => snapshot.read(path)));
  const documents = files.flatMap((file) => (file && 'text' in file ? (parse(file) ?? []) : []));
  return withMarks(await readState(snapshot, documents), { job, snapshot, tests });
}

async function ratchetSha({ octokit, target, inputs: { ratchet = '' } }: Job): Promise<string> {
  const { owner, repo } = target;
  if (ratchet !== 'base') {
    try {
      return (await octokit.rest.repos.getCommit({ owner, repo, ref: ratchet })).data.sha;
    } catch (error) {
      if (![404, 422].includes(statusOf(error) ?? 0)) throw error;
      throw new ConfigurationError([noSuchCommit(ratchet)]);
    }
  }
  const sha = target.kind === 'commit' ? target.previousSha : target.baseSha;
  if (sha === undefined) throw new ConfigurationError([noBase]);
  return sha;
}

function noSuchCommit(ratchet: string) {
  const message = `the input ratchet is "${ratchet}", which is no branch, tag or commit here`;
  return problem({ code: 'wrong_input', message, hint: 'Name one, such as main, or say base.' });
}

const noBase = problem({
  code: 'wrong_input',
  message: 'the input ratchet is "base", but this event has nothing before it',
  hint: 'Name a branch, tag or commit, or leave it out for events other than pull_request, push and merge_group.',
});
