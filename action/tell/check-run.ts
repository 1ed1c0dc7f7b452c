import { type CoverageLevel, plural } from '../../core/index.ts';
import type { Annotation } from './annotations.ts';
import { apiProblem, statusOf } from '../api-error.ts';
import { renderReport } from '../comment/render-report.ts';
import type { Report } from '../report.ts';
import { shardName } from '../shard/shard.ts';
import type { Job } from '../world.ts';
import { say } from '../say.ts';

// GitHub takes this many annotations with one request, and this much text.
const atOnce = 50;
const mostAnnotations = 200;
const longestText = 65_000;

/**
 * Shows the report as a check run of its own, where the token may: whoever gives the job `checks: write` asks for it. It is
 * created when everything is known, so a cancelled run leaves none behind. False: there is none.
 */
export async function postCheckRun(
  { octokit, target, inputs }: Job,
  { report, annotations }: { report: Report; annotations: Annotation[] },
): Promise<boolean> {
  if (inputs.dryRun) return false;
  const { owner, repo } = target;
  const shown = annotations.slice(0, mostAnnotations);
  const batches = [...Array(Math.max(1, Math.ceil(shown.length / atOnce))).keys()].map((index) =>
    shown.slice(index * atOnce, (index + 1) * atOnce),
  );
  const text = renderReport(report, { limit: longestText, size: (body) => Buffer.byteLength(body) });
  const output = { title: titleOf(report), summary: `${leftOutOf(annotations)}${text}` };
  try {
    const { data } = await octokit.rest.checks.create({
      owner,
      repo,
      name: `casewright coverage${shardName(inputs.shard)}`,
      head_sha: target.headSha,
      status: 'completed',
      conclusion: conclusionOf(report, inputs.require),
      output: { ...output, annotations: (batches[0] ?? []).map(asGiven) },
    });
    for (const batch of batches.slice(1)) {
      await octokit.rest.checks.update({
        owner,
        repo,
        check_run_id: data.id,
        output: { ...output, annotations: batch.map(asGiven) },
      });
    }
    return true;
  } catch (error) {
    const status = statusOf(error);
    if (status === undefined || status === 401) throw error;
    // Most workflows do not give this permission, and need not.
    if (status !== 403 && status !== 404) say.warning(apiProblem(error, 'write the check run').message);
    return false;
  }
}

function asGiven({ path, line, level, title, message }: Annotation) {
  return {
    path,
    start_line: line,
    end_line: line,
    annotation_level: level,
    title: title.slice(0, 255),
    message: message.slice(0, 4000),
  };
}

function leftOutOf({ length }: Annotation[]): string {
  if (length <= mostAnnotations) return '';
  return `The first ${mostAnnotations} of ${length} annotations are shown at their lines; the report files hold all of them.\n\n`;
}

function conclusionOf(
  { committed, documents, unjudged }: Report,
  require: CoverageLevel,
): 'success' | 'failure' | 'neutral' {
  if (!committed.ok || unjudged.length > 0) return 'failure';
  const { items, [require]: reached } = committed.coverage;
  return documents.length === 0 || reached < items ? 'neutral' : 'success';
}

function titleOf({ committed, documents }: Report): string {
  const { items, percent } = committed.coverage;
  if (documents.length === 0) return 'No requirement is touched';
  return `${percent.toFixed(1)} % of ${plural(items, 'coverage item')} covered${committed.ok ? '' : ', the gate is closed'}`;
}
