import * as core from '@actions/core';
import { markdownText } from '../core/index.ts';
import { apiProblem, statusOf } from './api-error.ts';
import { longestComment, renderReport } from './comment-body.ts';
import type { Report } from './report.ts';
import { upsertComment } from './upsert-comment.ts';
import type { World } from './world.ts';

/**
 * Comments as the input `comment` says. A comment that cannot be written never fails the job: `notes` (Markdown) tell
 * the summary. @throws GitHub's refusal of the token itself
 */
export async function postComment(
  { inputs, octokit }: Pick<World, 'inputs' | 'octokit'>,
  report: Report,
): Promise<{ id?: number; notes: string[] }> {
  const { target, comment, dryRun, run } = inputs;
  if (target.kind !== 'pull_request' || comment === 'never') return { notes: [] };
  if (dryRun) return { notes: ['Dry run: no comment was written.'] };
  const isTouched = report.documents.length > 0;
  const body = renderReport(report, { limit: longestComment, size: ({ length }) => length });
  const wish = { body, stamp: { headSha: target.headSha, run }, create: isTouched || comment === 'always' };
  try {
    const { state, id } = await upsertComment(octokit, target, wish);
    core.info(`Comment: ${state}.`);
    return {
      ...(id !== undefined && { id }),
      notes: state === 'superseded' ? ['A later run has already commented.'] : [],
    };
  } catch (error) {
    const status = statusOf(error);
    if (status === undefined || status === 401) throw error;
    const { message, hint } = apiProblem(error, 'write the comment');
    const isForbidden = status === 403;
    const why = isForbidden
      ? 'The token may not write comments, as usual for forks and Dependabot; the job summary says the same.'
      : hint;
    (isForbidden ? core.notice : core.warning)(`${message} ${why}`);
    return { notes: [`No comment was written: ${markdownText(message)} ${why}`] };
  }
}
