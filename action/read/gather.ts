import { type GateInput, problem, type Problem, type Waiver } from '../../core/index.ts';
import { listChangedFiles } from './changed-files.ts';
import { ratchetState, withMarks } from './earlier-state.ts';
import type { PullTarget } from '../event.ts';
import { gatherAll } from './gather-all.ts';
import { gatherChanged } from './gather-changed.ts';
import { gatherTests, type GatheredTests } from './gather-tests.ts';
import { gatherWaivers } from './gather-waivers.ts';
import { patternsOf } from './match-paths.ts';
import type { Snapshot } from './read-files.ts';
import { readState } from './read-record.ts';
import type { Documents } from './touched.ts';
import type { Job } from '../world.ts';

/** Everything that a run reads. */
export type Gathered = Documents & {
  tests: GatheredTests;
  waivers: Waiver[];
  /** Ids that the head waives and the base does not. */
  newWaivers: string[];
  /** The same documents where the pull request left its base. */
  before?: GateInput;
  /** The state that the input `ratchet` names. */
  ratchet?: GateInput;
  /** What nobody could judge: fails the job where a gate is set. */
  closing: Problem[];
};

/**
 * Reads what the run is about. Refusals by GitHub are thrown.
 * @throws ConfigurationError where `ratchet` names nothing
 */
export async function gather(job: Job): Promise<Gathered> {
  const { target, repository, config, inputs } = job;
  const head = repository.at(target.headSha);
  const base = repository.at(target.kind === 'pull_request' ? await forkOf(job, target) : target.configSha);
  const documents =
    target.kind === 'pull_request'
      ? await gatherPull(job, target, { head, base })
      : await gatherCommit(job, { head, base });
  const tests = await gatherTests(config, { snapshot: head, repository, workspace: inputs.workspace });
  const { waivers, added, problems } = await gatherWaivers({ head, base: repository.at(target.configSha) }, job.now);
  const { earlier } = documents;
  const before = earlier && (await withMarks(await readState(base, earlier), { job, snapshot: base, tests }));
  const ratchet =
    inputs.ratchet === undefined
      ? undefined
      : (inputs.ratchet === 'base' && before) || (await ratchetState(job, documents, tests));
  return {
    ...documents,
    tests,
    waivers,
    newWaivers: added,
    ...(before && { before }),
    ...(ratchet && { ratchet }),
    problems: [...documents.problems, ...documents.unjudged.map(asWarning), ...problems, ...tests.problems],
    closing: [...documents.unjudged, ...problems.filter(({ severity }) => severity === 'error')],
  };
}

/** Without a gate it is worth a word. */
function asWarning(each: Problem): Problem {
  return { ...each, severity: 'warning' };
}

/** Where the pull request left its base: what came there later is not its doing. */
async function forkOf({ octokit, target: { owner, repo } }: Job, { baseSha, headSha }: PullTarget): Promise<string> {
  const basehead = `${baseSha}...${headSha}`;
  const { data } = await octokit.rest.repos.compareCommitsWithBasehead({ owner, repo, basehead, per_page: 1 });
  return data.merge_base_commit.sha;
}

async function gatherPull(
  job: Job,
  target: PullTarget,
  versions: { head: Snapshot; base: Snapshot },
): Promise<Documents> {
  const { files, complete } = await listChangedFiles(job.octokit, target, versions);
  const changed = await gatherChanged(files, versions, job);
  return complete ? changed : { ...changed, problems: [...changed.problems, tooManyPaths] };
}

async function gatherCommit({ config, inputs }: Job, versions: { head: Snapshot; base: Snapshot }): Promise<Documents> {
  const all = await gatherAll(versions, patternsOf(inputs.paths, config), config);
  return (await versions.head.truncated()) ? { ...all, problems: [...all.problems, tooManyPaths] } : all;
}

const tooManyPaths = problem({
  code: 'too_many_paths',
  severity: 'warning',
  message: 'the repository has more paths than GitHub lists at once; some requirement files may be missing',
  hint: 'Keep requirements in a repository of their own, or use the command line.',
});
