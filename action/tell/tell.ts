import { ConfigurationError } from '../../core/index.ts';
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
import type { Job, World } from '../world.ts';
import { writeReports } from './write-reports.ts';
import { say } from '../say.ts';

/**
 * Tells what was found, the comment first, since people wait for it: comment, report files, outputs, summary, annotations.
 * @throws ConfigurationError where the gate is closed; GitHub's refusal of the token
 */
export async function tell(job: Job, { report, gathered, written }: Examined): Promise<void> {
  say.info(logLine(report));
  const { id, notes, feedback } = await postComment(job, report);
  const told = { ...report, ...(feedback && { feedback }) };
  const files = await writeReports(job, { report: told, gathered, written });
  setOutputs({ ...outputsOf(told), ...files, ...(id !== undefined && { 'comment-id': String(id) }) });
  await annotate(job, told);
  await writeSummary(renderSummary(told, notes), job.environment);
  if (!told.committed.ok) throw new ConfigurationError([gateClosed(told)]);
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
