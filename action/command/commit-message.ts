import { plural } from '../../core/index.ts';
import type { CommentTrigger } from '../event.ts';

const mostIds = 3;

/**
 * The message of a commit that somebody asked for in a comment. Ids come from a pull request: only those that can do nothing in
 * a message (mention, close an issue, skip a workflow, forge a trailer) are named, and a reason never is.
 */
export function commitMessage(
  what: { verb: string; ids: string[] } | string,
  trigger: CommentTrigger,
  server = 'https://github.com',
): string {
  const { owner, repo, number, comment } = trigger;
  const subject = typeof what === 'string' ? what : `${what.verb} ${named(what.ids)}`;
  const said = typeof what === 'string' ? 'Generated-for' : what.verb === 'accept' ? 'Accepted-by' : 'Rejected-by';
  const command = `Command: ${server}/${owner}/${repo}/pull/${number}#issuecomment-${comment.id}`;
  return [`casewright: ${subject}`, '', `${said}: ${comment.login}`, command].join('\n');
}

function named(ids: string[]): string {
  const isHarmless = ids.every((id) => /^TC-[\w.-]{1,60}$/.test(id));
  return isHarmless && ids.length <= mostIds ? ids.join(', ') : plural(ids.length, 'case');
}
