import type { PullTarget } from '../event.ts';
import type { Octokit } from '../octokit.ts';
import type { Snapshot } from './read-files.ts';

/** GitHub lists no more files of a pull request than this. */
const mostFiles = 3000;

/** `path` is the one at the head; a removed file keeps the one it had. `previous`: its path before it was renamed. */
export type ChangedFile = { path: string; change: 'added' | 'modified' | 'removed' | 'renamed'; previous?: string };

/**
 * All files that a pull request changes: page by page, or, where GitHub stops listing, by what differs between the trees of
 * `base` and `head`. There nothing is known of renames. `complete`: false where a tree is too large for one answer, too.
 */
export async function listChangedFiles(
  octokit: Octokit,
  { owner, repo, number }: PullTarget,
  { base, head }: { base: Snapshot; head: Snapshot },
): Promise<{ files: ChangedFile[]; complete: boolean }> {
  const place = { owner, repo, pull_number: number, per_page: 100 };
  const listed = await octokit.paginate(octokit.rest.pulls.listFiles, place);
  if (listed.length >= mostFiles) return compareTrees(base, head);
  const files = listed.map(({ filename, status, previous_filename }): ChangedFile => {
    if (status === 'renamed')
      return { path: filename, change: 'renamed', ...(previous_filename && { previous: previous_filename }) };
    if (status === 'added' || status === 'copied') return { path: filename, change: 'added' };
    return { path: filename, change: status === 'removed' ? 'removed' : 'modified' };
  });
  return { files, complete: true };
}

async function compareTrees(base: Snapshot, head: Snapshot): Promise<{ files: ChangedFile[]; complete: boolean }> {
  const [before, after] = await Promise.all([base.files(), head.files()]);
  const removed = [...before.keys()].filter((path) => !after.has(path));
  const changed = [...after].flatMap(([path, { sha, mode }]): ChangedFile[] => {
    const old = before.get(path);
    if (old?.sha === sha && old.mode === mode) return [];
    return [{ path, change: old ? 'modified' : 'added' }];
  });
  const truncated = await Promise.all([base.truncated(), head.truncated()]);
  const files = [...changed, ...removed.map((path): ChangedFile => ({ path, change: 'removed' }))];
  return { files, complete: !truncated.includes(true) };
}
