import { type CommentTrigger, type PullTarget, pullRequestOf, type WorkflowTrigger } from '../event.ts';
import type { Octokit } from '../octokit.ts';

/** The pull request that a comment stands under, as it is now. Refusals by GitHub are thrown. */
export async function commentedPull(
  octokit: Octokit,
  { owner, repo, number }: Pick<CommentTrigger, 'owner' | 'repo' | 'number'>,
): Promise<PullTarget | undefined> {
  const { data } = await octokit.rest.pulls.get({ owner, repo, pull_number: number });
  return targetOf({ owner, repo }, data);
}

/**
 * The open pull request that an ended workflow ran for. Of a fork, the event does not say which; and whoever wrote the head
 * chose its branch's name, so repository, branch and commit must all agree with what GitHub itself says now.
 */
export async function finishedPull(
  octokit: Octokit,
  { owner, repo, headSha, headRef, headRepository }: WorkflowTrigger,
): Promise<PullTarget | undefined> {
  const [headOwner = ''] = headRepository.split('/');
  if (headOwner === '' || headRef === '') return undefined;
  const query = { owner, repo, state: 'open' as const, head: `${headOwner}:${headRef}`, per_page: 100 };
  const pulls = await octokit.paginate(octokit.rest.pulls.list, query);
  const found = pulls.find(({ head }) => head.sha === headSha && head.repo?.full_name === headRepository);
  return found && targetOf({ owner, repo }, found);
}

function targetOf(place: { owner: string; repo: string }, data: unknown): PullTarget | undefined {
  const pull = pullRequestOf(data);
  return pull && { kind: 'pull_request', ...place, ...pull, configSha: pull.baseSha };
}
