import { statusOf } from '../api-error.ts';
import type { CommentTrigger } from '../event.ts';
import type { Octokit } from '../octokit.ts';

/** Whether somebody may give commands; `why` not, in plain words. */
export type Permission = { allowed: true } | { allowed: false; why: string };

/**
 * Asks GitHub what the author of a comment may do with the repository: whoever may push may give commands. What the event says
 * of an author (`author_association`) does not tell. Refusals that say nothing about the person are thrown.
 */
export async function permissionOf(octokit: Octokit, { owner, repo, comment }: CommentTrigger): Promise<Permission> {
  const { login } = comment;
  // No other account can exist, and the name gets into a commit.
  if (!/^[\w-]{1,100}$/.test(login)) return { allowed: false, why: 'The author of the comment has no usable name.' };
  try {
    const { data } = await octokit.rest.repos.getCollaboratorPermissionLevel({ owner, repo, username: login });
    // The role `maintain` counts as write here, `triage` as read.
    if (data.permission === 'admin' || data.permission === 'write') return { allowed: true };
    return { allowed: false, why: `${login} may not write to this repository, so the command was not followed.` };
  } catch (error) {
    const status = statusOf(error);
    if (status !== 403 && status !== 404) throw error;
    const why = `GitHub does not say whether ${login} may write to this repository (${status}), so the command was not followed.`;
    return { allowed: false, why };
  }
}
