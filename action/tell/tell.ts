import { ConfigurationError, problem, type Problem } from '../../core/index.ts';
import { apiProblem, statusOf } from '../api-error.ts';
import { annotate } from './annotate.ts';
import { renderSkipped } from '../comment/render-report.ts';
import type { Target } from '../event.ts';
import type { Examined } from '../examine.ts';
import { gateClosed } from './gate-closed.ts';
import { logLine } from './log-line.ts';
import { outputsOf, setOutputs } from './outputs.ts';
import { postComment, updateComment } from './post-comment.ts';
import type { SkipReason } from '../skip-reason.ts';
import { renderSummary, writeSummary } from './summary.ts';
import { writeTrouble } from './trouble.ts';
import type { Job, World } from '../world.ts';
import { writeReports } from './write-reports.ts';
import { say } from '../say.ts';

/**
 * Tells what was found, the comment first, since people wait for it: comment, summary, report files, outputs, annotations.
 * @throws ConfigurationError where the gate is closed, or the report files cannot be written; GitHub's refusal of the token
 */
export async function tell(job: Job, { report, gathered, written }: Examined): Promise<void> {
  say.info(logLine(report));
  const { id, notes, feedback } = await postComment(job, report);
  const told = { ...report, ...(feedback && { feedback }) };
  await writeSummary(renderSummary(told, notes), job.environment);
  const files = await reportFiles(job, { report: told, gathered, written });
  setOutputs({ ...outputsOf(told), ...files.outputs, ...(id !== undefined && { 'comment-id': String(id) }) });
  await annotate(job, told);
  const problems = [...files.problems, ...told.unjudged, ...(told.committed.ok ? [] : [gateClosed(told)])];
  if (problems.length > 0) throw new ConfigurationError(problems);
}

/** The job fails without its files, but everything else is told first. */
async function reportFiles(
  job: Job,
  examined: Examined,
): Promise<{ outputs: Record<string, string>; problems: Problem[] }> {
  try {
    return { outputs: await writeReports(job, examined), problems: [] };
  } catch (error) {
    const cause = reportCause(error);
    if (cause === undefined) throw error;
    const failed = problem({
      code: 'report_failed',
      message: `cannot write the report files to ${job.inputs.reportDir}: ${cause}`,
      hint: 'Let the input report-dir name a folder that the job may write to, with room for them, or leave it out.',
    });
    await writeTrouble([failed], job.environment);
    return { outputs: {}, problems: [failed] };
  }
}

/** Undefined: a bug, or a rejected token. */
function reportCause(error: unknown): string | undefined {
  const status = statusOf(error);
  if (status !== undefined)
    return status === 401 ? undefined : apiProblem(error, 'read what they compare with').message;
  return error instanceof Error && 'syscall' in error ? error.message : undefined;
}

/** Says that nothing was done, and why: in the log and in the summary. */
export async function tellNothing({ environment }: Pick<World, 'environment'>, why: string): Promise<void> {
  say.notice(why);
  await writeSummary(`### casewright: nothing was done\n\n${why}`, environment);
}

/** Says that a pull request was skipped on purpose; an earlier comment says so, too. */
export async function tellSkipped(world: World, target: Target, reason: SkipReason): Promise<void> {
  const { text, plain } = renderSkipped(reason, world.inputs.language);
  say.notice(plain);
  const notes = await updateComment(world, target, text);
  await writeSummary([...notes.map((note) => `> ${note}`), text].join('\n\n'), world.environment);
}
