import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import { type FailReason, failReasons, problem, type Problem } from '../core/index.ts';
import { readTarget, type Target } from './event.ts';

export const commentModes = ['auto', 'always', 'never'] as const;
export type CommentMode = (typeof commentModes)[number];
const levels = ['drafted', 'accepted'] as const;
const laterLevels = ['automated', 'passed'];

/** All that the workflow and the runner say. Empty strings mean: not said. */
export type Inputs = {
  token: string;
  paths: string[];
  config: string;
  model: string;
  ollamaHost: string;
  comment: CommentMode;
  failOn: FailReason[];
  require: (typeof levels)[number];
  /** Undefined: no limit. */
  maxRequirements: number | undefined;
  dryRun: boolean;
  /** Absolute. */
  reportDir: string;
  target: Target;
  /** Which run this is: a later run has a greater id, a repeated one a greater attempt. */
  run: { id: number; attempt: number };
};

type Environment = Record<string, string | undefined>;
type Read<T> = { value: T } | { allowed: string; hint?: string };

/** The only reader of inputs, environment and event. All that is wrong comes back at once. */
export function readInputs(environment: Environment): { inputs: Inputs } | { problems: Problem[] } {
  const problems: Problem[] = [];
  const text = (name: string) => (environment[`INPUT_${name.toUpperCase()}`] ?? '').trim();
  const read = <T>(name: string, parse: (value: string) => Read<T>, fallback: T): T => {
    const value = text(name);
    if (value === '') return fallback;
    const result = parse(value);
    if ('value' in result) return result.value;
    problems.push(wrongInput(name, value, result));
    return fallback;
  };
  const { target, problems: missing } = readTarget(
    environment,
    readPayload(environment['GITHUB_EVENT_PATH'], problems),
  );
  problems.push(...missing);
  if (text('github-token') === '') problems.push(noToken);
  const inputs = {
    token: text('github-token'),
    paths: listOf(text('paths'), '\n'),
    config: text('config'),
    model: text('model'),
    ollamaHost: text('ollama-host') || (environment['OLLAMA_HOST'] ?? ''),
    comment: read('comment', oneOf(commentModes), 'auto'),
    failOn: read('fail-on', failList, []),
    require: read('require', level, 'drafted'),
    maxRequirements: read<number | undefined>('max-requirements', wholeNumber, undefined),
    dryRun: read('dry-run', yesOrNo, false),
    reportDir: reportFolder(environment, text('report-dir')),
    run: { id: Number(environment['GITHUB_RUN_ID'] ?? 0), attempt: Number(environment['GITHUB_RUN_ATTEMPT'] ?? 1) },
  };
  return problems.length > 0 || !target ? { problems } : { inputs: { ...inputs, target } };
}

function readPayload(path: string | undefined, problems: Problem[]): unknown {
  if (!path) return undefined;
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    const message = `cannot read the event at ${path}: ${error instanceof Error ? error.message : String(error)}`;
    problems.push(problem({ code: 'no_event', message, hint: 'The runner writes this file; run the job again.' }));
    return undefined;
  }
}

function oneOf<T extends string>(allowed: readonly T[]): (value: string) => Read<T> {
  return (value) => {
    const found = allowed.find((each) => each === value);
    return found === undefined ? { allowed: allowed.join(', ') } : { value: found };
  };
}

function level(value: string): Read<(typeof levels)[number]> {
  const hint = 'This version cannot read tests or their results yet.';
  const result = oneOf(levels)(value);
  return 'allowed' in result && laterLevels.includes(value) ? { ...result, hint } : result;
}

function failList(value: string): Read<FailReason[]> {
  if (value === 'none') return { value: [] };
  if (value === 'any') return { value: [...failReasons] };
  const named = listOf(value, /[\s,]+/);
  const known = failReasons.filter((reason) => named.includes(reason));
  const allowed = `none, any, or a list of ${failReasons.join(', ')}`;
  return new Set(named).size === known.length ? { value: known } : { allowed };
}

function wholeNumber(value: string): Read<number> {
  return /^[1-9]\d{0,6}$/.test(value) ? { value: Number(value) } : { allowed: 'a whole number from 1 on, or nothing' };
}

function yesOrNo(value: string): Read<boolean> {
  if (/^(true|True|TRUE)$/.test(value)) return { value: true };
  return /^(false|False|FALSE)$/.test(value) ? { value: false } : { allowed: 'true, false' };
}

function listOf(value: string, separator: string | RegExp): string[] {
  const parts = value.split(separator).map((part) => part.trim());
  return parts.filter((part) => part !== '');
}

/** A relative folder is one of the workspace; without a wish the runner's own temporary folder stays clean after the job. */
function reportFolder(environment: Environment, wish: string): string {
  if (wish === '') return resolve(environment['RUNNER_TEMP'] || tmpdir(), 'casewright');
  return resolve(environment['GITHUB_WORKSPACE'] || '.', wish);
}

function wrongInput(name: string, value: string, { allowed, hint }: { allowed: string; hint?: string }): Problem {
  return problem({
    code: 'wrong_input',
    message: `the input ${name} is "${value}"`,
    hint: `Allowed: ${allowed}.${hint === undefined ? '' : ` ${hint}`}`,
  });
}

const noToken = problem({
  code: 'wrong_input',
  message: 'the input github-token is empty',
  hint: 'Leave it out to use the token of the workflow, or give one that may read contents and write pull requests.',
});
