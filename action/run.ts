import * as core from '@actions/core';
import { type Config, ConfigurationError, plural, type Problem, problem, visible } from '../core/index.ts';
import { annotateQuestions } from './annotations.ts';
import { listChangedFiles, mostFiles } from './changed-files.ts';
import { gatherAll, gatherChanged, type Gathered, patternsOf } from './gather.ts';
import { gatherWaivers } from './gather-waivers.ts';
import { outputsOf, setOutputs, writeReportFile } from './outputs.ts';
import { postComment } from './post-comment.ts';
import { readConfig } from './read-config.ts';
import { openSnapshot, type Snapshot } from './read-files.ts';
import { buildReport, type Report } from './report.ts';
import { renderSummary, writeSummary } from './summary.ts';
import type { World } from './world.ts';
import { writeSuite } from './write-suite.ts';

/**
 * The whole story of a run: read, generate, judge, tell. Nothing is checked out, run or written to the repository.
 * @throws ConfigurationError what fails the job; GitHub's refusals
 */
export async function run(world: World): Promise<void> {
  const { inputs, octokit } = world;
  const { target } = inputs;
  const head = openSnapshot(octokit, target, target.headSha);
  const trusted = target.configSha === target.headSha ? head : openSnapshot(octokit, target, target.configSha);
  const { config, problems } = await readConfig(inputs.config, trusted);
  if (problems.length > 0) throw new ConfigurationError(problems);

  const patterns = patternsOf(inputs.paths, config);
  const gathered = await gather(world, { patterns, config, head, trusted });
  const broken = gathered.committed.problems;
  if (broken.length > 0) throw new ConfigurationError(broken);
  for (const each of gathered.problems) core.warning(`${each.code}: ${each.message} → ${each.hint}`);

  const written = await writeSuite(gathered, { ...world, config, readTrusted: (path) => textAt(trusted, path) });
  if (written.result.interrupted && world.signal.aborted) throw new ConfigurationError([cancelled]);
  const waived = await gatherWaivers({ head, base: trusted }, world.now);
  await tell(world, buildReport(gathered, written, { ...inputs, ...waived }));
}

async function textAt(snapshot: Snapshot, path: string): Promise<string | undefined> {
  const file = await snapshot.read(path);
  return file && 'text' in file ? file.text : undefined;
}

async function tell(world: World, report: Report): Promise<void> {
  const { inputs, environment } = world;
  core.info(visible(logLine(report)));
  const file = await writeReportFile(report, inputs.reportDir);
  setOutputs({ ...outputsOf(report), 'report-json': file });
  const comment = await postComment(world, report);
  if (comment.id !== undefined) setOutputs({ 'comment-id': String(comment.id) });
  await writeSummary(renderSummary(report, comment.notes), environment);
  annotateQuestions(report);
  if (!report.committed.ok) throw new ConfigurationError([gateClosed(report)]);
}

async function gather(
  { inputs, octokit }: World,
  { patterns, config, head, trusted }: { patterns: string[]; config: Config; head: Snapshot; trusted: Snapshot },
): Promise<Gathered> {
  const { target } = inputs;
  if (target.kind === 'commit') {
    const all = await gatherAll(head, patterns, config);
    return (await head.truncated()) ? { ...all, problems: [...all.problems, tooManyPaths] } : all;
  }
  const { files, complete } = await listChangedFiles(octokit, target);
  const { owner, repo, baseSha, headSha } = target;
  const compared = await octokit.rest.repos.compareCommitsWithBasehead({
    owner,
    repo,
    basehead: `${baseSha}...${headSha}`,
    per_page: 1,
  });
  const fork = compared.data.merge_base_commit.sha;
  const base = fork === target.configSha ? trusted : openSnapshot(octokit, target, fork);
  const changed = await gatherChanged(files, patterns, { ...config, head, base });
  return complete ? changed : { ...changed, problems: [...changed.problems, tooManyFiles] };
}

function logLine({ suite, documents, model, reason }: Report): string {
  const { requirements, cases, written_by } = suite.summary;
  const writer = model === undefined ? (reason ?? '') : `${written_by['model'] ?? 0} written by ${model}`;
  return `${plural(requirements, 'requirement')} in ${plural(documents.length, 'document')}, ${plural(cases, 'case')}. ${writer}`;
}

function gateClosed({ committed, failOn }: Report): Problem {
  const lists = {
    uncovered: committed.uncovered,
    stale: committed.stale,
    orphaned: committed.orphaned,
    duplicates: committed.duplicates,
    edited: committed.edited,
  };
  const found = Object.entries(lists).filter(([reason, ids]) => failOn.includes(reason) && ids.length > 0);
  const named = found.map(
    ([reason, ids]) => `${ids.length} ${reason} (${ids.slice(0, 5).join(', ')}${ids.length > 5 ? ', …' : ''})`,
  );
  return problem({
    code: 'gate_closed',
    message: `what is committed at the head does not pass fail-on: ${named.join('; ')}`,
    hint: 'Run `casewright generate` and commit what it writes; `casewright check` says the same as this job.',
  });
}

const cancelled = problem({
  code: 'cancelled',
  message: 'the run was cancelled before it was finished',
  hint: 'An earlier comment stays as it was. Run the job again.',
});

const tooManyFiles = problem({
  code: 'too_many_files',
  severity: 'warning',
  message: `GitHub lists only the first ${mostFiles} files of a pull request; requirement files among the others were not seen`,
  hint: 'Split the pull request.',
});

const tooManyPaths = problem({
  code: 'too_many_paths',
  severity: 'warning',
  message: 'the repository has more paths than GitHub lists at once; some requirement files may be missing',
  hint: 'Keep requirements in a repository of their own, or use the command line.',
});
