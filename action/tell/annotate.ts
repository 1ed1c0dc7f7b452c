import * as core from '@actions/core';
import { type Annotation, annotationsOf } from './annotations.ts';
import { postCheckRun } from './check-run.ts';
import type { Report } from '../report.ts';
import type { Job } from '../world.ts';

// The runner shows this many of each level for a step.
const mostOfLevel = 10;

/** Puts findings at the lines of their requirements: by a check run where the token may, else by the runner. */
export async function annotate(job: Job, report: Report): Promise<void> {
  const annotations = annotationsOf(report);
  if (await postCheckRun(job, { report, annotations })) return;
  for (const [level, all] of Map.groupBy(annotations, (each) => each.level)) {
    for (const each of all.slice(0, mostOfLevel)) show[level](each.message, placeOf(each));
  }
}

const show = { failure: core.error, warning: core.warning, notice: core.notice };

function placeOf({ path, line, title }: Annotation): { file: string; startLine: number; title: string } {
  return { file: path, startLine: line, title };
}
