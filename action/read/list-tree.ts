import type { Trigger } from '../event.ts';
import type { Inputs } from '../inputs.ts';
import type { Octokit } from '../octokit.ts';
import { skipReason } from '../skip-reason.ts';

export type Entry = { mode: string; sha: string; size: number };
/** `truncated`: GitHub lists no more at once. */
export type Listing = { entries: Map<string, Entry>; truncated: boolean };

type Place = { owner: string; repo: string };

/** The entries of a tree or commit, with those of all its folders where `recursive`. */
export async function listTree(
  octokit: Octokit,
  { owner, repo }: Place,
  { sha, recursive }: { sha: string; recursive: boolean },
): Promise<Listing> {
  const wanted = { owner, repo, tree_sha: sha, ...(recursive && { recursive: '1' }) };
  const { data } = await octokit.rest.git.getTree(wanted);
  return {
    truncated: data.truncated,
    entries: new Map(data.tree.map(({ path, mode, sha: id, size }) => [path, { mode, sha: id, size: size ?? 0 }])),
  };
}

/** The listing that every run needs first, by its commit: GitHub answers while the rest of the program is loaded. */
export type EarlyListing = { sha: string; listing: Promise<Listing> };

export function listEarly(
  octokit: Octokit,
  trigger: Trigger,
  inputs: Pick<Inputs, 'comment'>,
): EarlyListing | undefined {
  if (trigger.kind === 'comment' || trigger.kind === 'workflow_run') return undefined;
  if (skipReason(trigger, inputs)) return undefined;
  const listing = listTree(octokit, trigger, { sha: trigger.configSha, recursive: true });
  // Whoever reads the listing hears of its failure.
  listing.catch(() => undefined);
  return { sha: trigger.configSha, listing };
}
