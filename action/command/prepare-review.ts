import {
  acceptableDrafts,
  feedbackPath,
  type FileChange,
  findCases,
  type NamedCase,
  type Problem,
  reviewCases,
  reviewFaults,
} from '../../core/index.ts';
import type { CommentTrigger } from '../event.ts';
import type { Examined } from '../examine.ts';
import { readFeedback } from './feedback-lines.ts';
import type { Command } from './parse-command.ts';
import { stateOf } from '../read/read-record.ts';
import { realChanges } from './real-changes.ts';
import { unseenProblem } from './seen.ts';
import { signableRecord } from './signable-record.ts';
import { findComment, type OwnComment } from '../tell/own-comments.ts';
import type { PullJob } from '../world.ts';

export type Review = Extract<Command, { verb: 'accept' | 'reject' }>;

/**
 * The files that a sign-off changes, or why there can be none. No change: everything is signed like this already.
 * `examined`: the run that wrote cases for it, if one did; `shown`: the comment that people saw.
 */
export type Prepared =
  | { changes: FileChange[]; cases: NamedCase[]; examined?: Examined; shown?: OwnComment }
  | { problems: Problem[] };

/**
 * Prepares the sign-off of cases: of committed ones as `casewright review` does, of proposed ones together with their suites and
 * the lockfile, but only as the person saw them.
 * @throws ConfigurationError where the record cannot be read; GitHub's refusals
 */
export async function prepareReview(job: PullJob, review: Review, { comment }: CommentTrigger): Promise<Prepared> {
  const { verb, ids } = review;
  const record = await signableRecord(job, ids);
  const state = stateOf(record.documents, record.committed, job.config.findings);
  const found =
    ids === 'all' ? { cases: acceptableDrafts(state), problems: [] } : findCases(ids, record.committed.suites);
  const { cases } = found;
  const plans = new Map(state.documents.map(({ document, plan }) => [document, plan]));
  if (found.problems.length > 0) return { problems: found.problems.map(forComment) };
  if (cases.length === 0) return { changes: [], cases };
  const shown = await findComment(job.octokit, job.target);
  const documents = [...new Set(cases.map(({ document }) => document))];
  const unseen = await unseenProblem(job, shown, { record, documents, comment });
  if (unseen) return { problems: [unseen] };
  const wrong = cases.flatMap((each) => reviewFaults(verb, each, plans));
  if (wrong.length > 0) return { problems: wrong };
  const feedback = await readFeedback(job, shown);
  const reason = verb === 'reject' && { reason: review.reason };
  const decision = { action: verb, by: comment.login, at: job.now.toISOString(), ...reason };
  const signed = reviewCases(cases, decision, { committed: record.committed, plans, feedback });
  const changes = await realChanges(job, [...record.proposed, ...signed]);
  return {
    changes: changes.some(({ path }) => path !== feedbackPath) ? changes : [],
    cases,
    ...(record.examined && { examined: record.examined }),
    ...(shown && { shown }),
  };
}

function forComment(given: Problem): Problem {
  if (given.code !== 'unknown_case' || given.hint.startsWith('Did you mean')) return given;
  return {
    ...given,
    hint: 'Only cases of documents that this pull request touches can be named here; the comment of casewright lists them.',
  };
}
