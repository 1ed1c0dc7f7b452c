import { problem, type Problem } from '../core/index.ts';

type Repository = { owner: string; repo: string };

/** A pull request as it is: what it would merge, and into what. Shas are commits. */
export type PullRequest = {
  number: number;
  headSha: string;
  /** The tip of the branch that it goes into. */
  baseSha: string;
  /** `owner/name` of the repository that holds the head; empty where that is gone. */
  headRepository: string;
  /** The branch of the head. */
  headRef: string;
  isDraft: boolean;
  labels: string[];
};

/** What a run is about: the two versions that a pull request compares, or one version and perhaps the one before it. */
export type Target = Repository & { headSha: string; configSha: string } & (
    | ({ kind: 'pull_request' } & PullRequest)
    | { kind: 'commit'; previousSha?: string }
  );

export type PullTarget = Extract<Target, { kind: 'pull_request' }>;

/** Somebody wrote a comment. Everything in it is untrusted. */
export type CommentTrigger = Repository & {
  kind: 'comment';
  number: number;
  isPullRequest: boolean;
  isClosed: boolean;
  /** Not edited or deleted. `createdAt` is a time in ISO 8601; empty where the event does not say. */
  isNew: boolean;
  comment: { id: number; body: string; login: string; isBot: boolean; createdAt: string };
};

/** Another workflow ended, perhaps of a fork. What it says of its head is looked up, never believed. */
export type WorkflowTrigger = Repository & {
  kind: 'workflow_run';
  headSha: string;
  headRef: string;
  headRepository: string;
};

export type Trigger = Target | CommentTrigger | WorkflowTrigger;

type Environment = Record<string, string | undefined>;

/**
 * Reads what the event names. `payload` is the content of the file at GITHUB_EVENT_PATH. In a pull request the head's own
 * sha counts, not GITHUB_SHA, which is a merge that nobody wrote.
 */
export function readTrigger(environment: Environment, payload: unknown): { trigger?: Trigger; problems: Problem[] } {
  const [owner = '', repo = ''] = (environment['GITHUB_REPOSITORY'] ?? '').split('/');
  if (owner === '' || repo === '') return { problems: [notOnGitHub('GITHUB_REPOSITORY')] };
  const name = environment['GITHUB_EVENT_NAME'] ?? '';
  const found =
    name === 'issue_comment'
      ? readComment(payload)
      : name === 'workflow_run'
        ? readWorkflowRun(payload)
        : readPullOrCommit(environment, payload);
  if ('missing' in found) return { problems: [notOnGitHub(found.missing)] };
  return { trigger: { owner, repo, ...found }, problems: [] };
}

type Unplaced<T> = T extends unknown ? Omit<T, 'owner' | 'repo'> : never;
type Found<T> = Unplaced<T> | { missing: string };

const noEvent = { missing: 'GITHUB_EVENT_PATH' };

function readComment(payload: unknown): Found<CommentTrigger> {
  const issue = field(payload, 'issue');
  const comment = field(payload, 'comment');
  const user = field(comment, 'user');
  const number = field(issue, 'number');
  const id = field(comment, 'id');
  if (typeof number !== 'number' || typeof id !== 'number') return noEvent;
  const body = textOf(comment, 'body');
  const author = { login: textOf(user, 'login'), isBot: field(user, 'type') === 'Bot' };
  const isPullRequest = typeof field(issue, 'pull_request') === 'object';
  const isClosed = field(issue, 'state') === 'closed';
  const isNew = field(payload, 'action') === 'created';
  const createdAt = textOf(comment, 'created_at');
  return { kind: 'comment', number, isPullRequest, isClosed, isNew, comment: { id, body, createdAt, ...author } };
}

function readWorkflowRun(payload: unknown): Found<WorkflowTrigger> {
  const run = field(payload, 'workflow_run');
  const headSha = shaOf(run, 'head_sha');
  if (headSha === undefined) return noEvent;
  const headRepository = textOf(field(run, 'head_repository'), 'full_name');
  return { kind: 'workflow_run', headSha, headRef: textOf(run, 'head_branch'), headRepository };
}

function readPullOrCommit(environment: Environment, payload: unknown): Found<Target> {
  const pull = pullRequestOf(field(payload, 'pull_request'));
  if (pull) return { kind: 'pull_request', ...pull, configSha: pull.baseSha };
  if ((environment['GITHUB_EVENT_NAME'] ?? '').startsWith('pull_request')) return noEvent;
  const sha = environment['GITHUB_SHA'] ?? '';
  if (!isSha(sha)) return { missing: 'GITHUB_SHA' };
  const queueBase = shaOf(field(payload, 'merge_group'), 'base_sha');
  const previousSha = queueBase ?? shaOf(payload, 'before');
  const isNewBranch = previousSha === undefined || /^0+$/.test(previousSha);
  return { kind: 'commit', headSha: sha, configSha: queueBase ?? sha, ...(!isNewBranch && { previousSha }) };
}

/** A pull request as GitHub's API and its events write it. */
export function pullRequestOf(pull: unknown): PullRequest | undefined {
  const number = field(pull, 'number');
  const head = field(pull, 'head');
  const headSha = shaOf(head, 'sha');
  const baseSha = shaOf(field(pull, 'base'), 'sha');
  if (typeof number !== 'number' || headSha === undefined || baseSha === undefined) return undefined;
  const labels = field(pull, 'labels');
  return {
    number,
    headSha,
    baseSha,
    headRepository: textOf(field(head, 'repo'), 'full_name'),
    headRef: textOf(head, 'ref'),
    isDraft: field(pull, 'draft') === true,
    labels: Array.isArray(labels) ? labels.map((label) => textOf(label, 'name')) : [],
  };
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function textOf(value: unknown, name: string): string {
  const text = field(value, name);
  return typeof text === 'string' ? text : '';
}

function shaOf(value: unknown, name: string): string | undefined {
  const sha = field(value, name);
  return isSha(sha) ? sha : undefined;
}

function isSha(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{40}$/.test(value);
}

function notOnGitHub(name: string): Problem {
  return problem({
    code: 'no_event',
    message: `${name} does not say what to work on`,
    hint: 'Run this as a step of a GitHub workflow, which sets it. On a laptop use the `casewright` command.',
  });
}
