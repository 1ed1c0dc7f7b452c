import { problem, type Problem } from '../core/index.ts';

/** What a run is about: the two versions that a pull request compares, or one version. Shas are commits. */
export type Target = { owner: string; repo: string; headSha: string; configSha: string } & (
  | { kind: 'pull_request'; number: number; baseSha: string }
  | { kind: 'commit' }
);

type Environment = Record<string, string | undefined>;

/**
 * Reads which repository and versions the event names. `payload` is the content of the file at GITHUB_EVENT_PATH. In
 * a pull request the head's own sha counts, not GITHUB_SHA, which is a merge that nobody wrote.
 */
export function readTarget(environment: Environment, payload: unknown): { target?: Target; problems: Problem[] } {
  const [owner = '', repo = ''] = (environment['GITHUB_REPOSITORY'] ?? '').split('/');
  if (owner === '' || repo === '') return { problems: [notOnGitHub('GITHUB_REPOSITORY')] };
  const pull = field(payload, 'pull_request');
  const number = field(pull, 'number');
  const headSha = shaOf(field(pull, 'head'));
  const baseSha = shaOf(field(pull, 'base'));
  if (typeof number === 'number' && headSha !== undefined && baseSha !== undefined) {
    return {
      target: { kind: 'pull_request', owner, repo, number, headSha, baseSha, configSha: baseSha },
      problems: [],
    };
  }
  if ((environment['GITHUB_EVENT_NAME'] ?? '').startsWith('pull_request'))
    return { problems: [notOnGitHub('GITHUB_EVENT_PATH')] };
  const sha = environment['GITHUB_SHA'] ?? '';
  if (!/^[0-9a-f]{40}$/.test(sha)) return { problems: [notOnGitHub('GITHUB_SHA')] };
  const queueBase: unknown = field(field(payload, 'merge_group'), 'base_sha');
  return {
    target: { kind: 'commit', owner, repo, headSha: sha, configSha: isSha(queueBase) ? queueBase : sha },
    problems: [],
  };
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function shaOf(branch: unknown): string | undefined {
  const sha = field(branch, 'sha');
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
