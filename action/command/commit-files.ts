import { type FileChange, suiteFolder } from '../../core/index.ts';
import { apiProblem, statusOf } from '../api-error.ts';
import type { PullTarget } from '../event.ts';
import type { Octokit } from '../octokit.ts';

/** `moved`: somebody pushed meanwhile, and nothing was committed. `impossible`: `why` in plain words. */
export type CommitResult =
  | { state: 'committed'; sha: string }
  | { state: 'moved' }
  | { state: 'impossible'; why: string };

const plainFile = { mode: '100644', type: 'blob' } as const;

/**
 * Commits files to the branch of a pull request, on top of its head as it was looked at, never by force. GitHub names the author of
 * the token as the author, and signs. Refusals that a later run could overcome are thrown.
 */
export async function commitFiles(
  octokit: Octokit,
  target: PullTarget,
  { changes, message }: { changes: FileChange[]; message: string },
): Promise<CommitResult> {
  const { owner, repo, headSha, headRef, headRepository } = target;
  const stray = changes.find(({ path }) => !isOurs(path));
  if (stray) throw new Error(`${stray.path} is not below ${suiteFolder}`);
  if (headRepository === '' || headRef === '')
    return { state: 'impossible', why: 'The branch of the pull request is gone.' };
  if (headRepository.toLowerCase() !== `${owner}/${repo}`.toLowerCase()) return { state: 'impossible', why: fork };
  try {
    const { data: head } = await octokit.rest.git.getCommit({ owner, repo, commit_sha: headSha });
    const entries = changes.map(({ path, text }) => ({
      path,
      ...plainFile,
      ...(text === undefined ? { sha: null } : { content: text }),
    }));
    const { data: tree } = await octokit.rest.git.createTree({ owner, repo, base_tree: head.tree.sha, tree: entries });
    const { data: commit } = await octokit.rest.git.createCommit({
      owner,
      repo,
      message,
      tree: tree.sha,
      parents: [headSha],
    });
    await octokit.rest.git.updateRef({ owner, repo, ref: `heads/${headRef}`, sha: commit.sha, force: false });
    return { state: 'committed', sha: commit.sha };
  } catch (error) {
    const status = statusOf(error);
    if (status === undefined || ![403, 404, 409, 422].includes(status)) throw error;
    const { message: cause } = apiProblem(error, 'commit to the branch');
    return /not a fast[- ]forward/i.test(cause) ? { state: 'moved' } : { state: 'impossible', why: `${cause}.` };
  }
}

/** Names come from the pull request: whatever they are, nothing but our own folder is written. */
function isOurs(path: string): boolean {
  const [first, ...rest] = path.split('/');
  return first === suiteFolder && rest.every((name) => !['', '.', '..', '.git'].includes(name.toLowerCase()));
}

const fork = 'The pull request comes from a fork, where casewright may not commit.';
