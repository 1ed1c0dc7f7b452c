import { dirname } from 'node:path';
import { setTimeout as leave } from 'node:timers/promises';
import { ConfigurationError, problem, type Problem, renderProblem } from '../core/index.ts';
import { apiProblem, statusOf } from './api-error.ts';
import { readInputs } from './inputs.ts';
import { createOctokit } from './octokit.ts';
import { findPackage } from './package-root.ts';
import { listEarly } from './read/list-tree.ts';
import { say } from './say.ts';

const stop = new AbortController();
process.once('SIGINT', () => stop.abort()).once('SIGTERM', () => stop.abort());

try {
  const read = readInputs(process.env);
  if ('problems' in read) throw new ConfigurationError(read.problems);
  const { packageRoot, version } = findPackage(dirname(process.argv[1] ?? ''));
  say.info(`casewright ${version}`);
  const octokit = createOctokit(read.inputs.token);
  const world = { octokit, environment: process.env, packageRoot, version, now: new Date(), signal: stop.signal };
  const early = listEarly(octokit, read.inputs.trigger, read.inputs);
  // Most of the program is needed only when GitHub has answered. Loading it keeps the processor busy, so the request leaves first.
  if (early) await leave(20);
  const { run } = await import('./run.ts');
  await run({ ...world, inputs: read.inputs, ...(early && { early }) });
} catch (error) {
  const { problems, log } = explain(error);
  say.failed(log);
  await sumUp(problems);
}

/** What people read instead of the log, where nothing told them more already. */
async function sumUp(problems: Problem[]): Promise<void> {
  try {
    const { hasSummary, writeTrouble } = await import('./tell/trouble.ts');
    if (!(await hasSummary(process.env))) await writeTrouble(problems, process.env);
  } catch (error) {
    say.warning(`The summary cannot be written: ${String(error)}`);
  }
}

function explain(error: unknown): { problems: Problem[]; log: string } {
  const known = knownProblems(error);
  if (known) return { problems: known, log: known.map((each) => renderProblem(each)).join('\n') };
  const hint = 'This is a defect of casewright: please report it.';
  const bug = problem({ code: 'internal_error', message: String(error), hint });
  // Where it came from helps whoever mends it, and nobody else.
  const stack = error instanceof Error && error.stack ? error.stack : bug.message;
  return { problems: [bug], log: `${bug.code}: ${stack}\n  → ${hint}` };
}

function knownProblems(error: unknown): Problem[] | undefined {
  if (error instanceof ConfigurationError) return error.problems;
  return statusOf(error) === undefined ? undefined : [apiProblem(error, 'read the repository')];
}
