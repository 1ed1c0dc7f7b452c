import { dirname } from 'node:path';
import { ConfigurationError, renderProblem } from '../core/index.ts';
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
  // Most of the program is needed only when GitHub has answered.
  const { run } = await import('./run.ts');
  await run({ ...world, inputs: read.inputs, ...(early && { early }) });
} catch (error) {
  say.failed(explain(error));
}

function explain(error: unknown): string {
  if (error instanceof ConfigurationError) return error.problems.map((each) => renderProblem(each)).join('\n');
  if (statusOf(error) !== undefined) return renderProblem(apiProblem(error, 'read the repository'));
  const cause = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `internal_error: ${cause}\n  → This is a defect of casewright: please report it.`;
}
