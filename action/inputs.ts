import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import {
  coverageLevels,
  type CoverageLevel,
  type FailReason,
  failReasons,
  problem,
  type Problem,
} from '../core/index.ts';
import { readTrigger, type Trigger } from './event.ts';
import { readShard, type Shard, shardForms } from './shard/shard.ts';

export const commentModes = ['auto', 'always', 'never'] as const;
export type CommentMode = (typeof commentModes)[number];
const languages = ['en', 'zh-CN'] as const;
export type Language = (typeof languages)[number];

/** All that the workflow and the runner say. Empty strings mean: not said. */
export type Inputs = {
  token: string;
  paths: string[];
  config: string;
  model: string;
  ollamaHost: string;
  pullModel: boolean;
  comment: CommentMode;
  failOn: FailReason[];
  require: CoverageLevel;
  /** A branch, tag or commit, or `base`. */
  ratchet?: string;
  /** Undefined: no limit. */
  maxRequirements: number | undefined;
  shard?: Shard;
  language: Language;
  dryRun: boolean;
  /** Absolute. */
  reportDir: string;
  /** Absolute: what the job checked out or made, if anything. */
  workspace: string;
  /** Absolute: the runner's own temporary folder. */
  temporary: string;
  trigger: Trigger;
  /** Which run this is: a later run has a greater id, a repeated one a greater attempt. */
  run: { id: number; attempt: number };
};

type Environment = Record<string, string | undefined>;
type Read<T> = { value: T } | { allowed: string };

/** The only reader of inputs and event. All that is wrong comes back at once. */
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
  const { trigger, problems: missing } = readTrigger(
    environment,
    readPayload(environment['GITHUB_EVENT_PATH'], problems),
  );
  problems.push(...missing);
  if (text('github-token') === '') problems.push(noToken);
  const shard = read<Shard | undefined>('shard', shardInput, undefined);
  const inputs = {
    token: text('github-token'),
    paths: listOf(text('paths'), '\n'),
    config: text('config'),
    model: text('model'),
    ollamaHost: text('ollama-host') || (environment['OLLAMA_HOST'] ?? ''),
    comment: read('comment', oneOf(commentModes), 'auto'),
    failOn: read('fail-on', failList, []),
    require: read<CoverageLevel>('require', oneOf(coverageLevels), 'drafted'),
    ...(text('ratchet') !== '' && { ratchet: text('ratchet') }),
    maxRequirements: read<number | undefined>('max-requirements', wholeNumber, undefined),
    pullModel: read('pull-model', yesOrNo, false),
    ...(shard !== undefined && { shard }),
    language: read<Language>('language', oneOf(languages), 'en'),
    dryRun: read('dry-run', yesOrNo, false),
    reportDir: reportFolder(environment, text('report-dir')),
    workspace: workspaceOf(environment),
    temporary: temporaryOf(environment),
    run: { id: Number(environment['GITHUB_RUN_ID'] ?? 0), attempt: Number(environment['GITHUB_RUN_ATTEMPT'] ?? 1) },
  };
  return problems.length > 0 || !trigger ? { problems } : { inputs: { ...inputs, trigger } };
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

function shardInput(value: string): Read<Shard | undefined> {
  const shard = readShard(value);
  return shard === undefined ? { allowed: shardForms } : { value: shard };
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
  if (wish === '') return resolve(temporaryOf(environment), 'casewright');
  return resolve(workspaceOf(environment), wish);
}

function temporaryOf(environment: Environment): string {
  return resolve(environment['RUNNER_TEMP'] || tmpdir());
}

function workspaceOf(environment: Environment): string {
  return resolve(environment['GITHUB_WORKSPACE'] || '.');
}

function wrongInput(name: string, value: string, { allowed }: { allowed: string }): Problem {
  return problem({
    code: 'wrong_input',
    message: `the input ${name} is "${value}"`,
    hint: `Allowed: ${allowed}.`,
  });
}

const noToken = problem({
  code: 'wrong_input',
  message: 'the input github-token is empty',
  hint: 'Leave it out to use the token of the workflow, or give one that may read contents and write pull requests.',
});
