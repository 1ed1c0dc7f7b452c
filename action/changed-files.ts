import type { Octokit } from './octokit.ts';
import type { Target } from './event.ts';

/** GitHub lists no more files of a pull request than this. */
export const mostFiles = 3000;

/** `path` is the one at the head; a removed file keeps the one it had. `previous`: its path before it was renamed. */
export type ChangedFile = { path: string; change: 'added' | 'modified' | 'removed' | 'renamed'; previous?: string };

/** All files that a pull request changes, page by page. `complete`: false where GitHub stopped listing. */
export async function listChangedFiles(
  octokit: Octokit,
  { owner, repo, number }: Extract<Target, { kind: 'pull_request' }>,
): Promise<{ files: ChangedFile[]; complete: boolean }> {
  const place = { owner, repo, pull_number: number, per_page: 100 };
  const listed = await octokit.paginate(octokit.rest.pulls.listFiles, place);
  const files = listed.map(({ filename, status, previous_filename }): ChangedFile => {
    if (status === 'renamed')
      return { path: filename, change: 'renamed', ...(previous_filename && { previous: previous_filename }) };
    if (status === 'added' || status === 'copied') return { path: filename, change: 'added' };
    return { path: filename, change: status === 'removed' ? 'removed' : 'modified' };
  });
  return { files, complete: files.length < mostFiles };
}
