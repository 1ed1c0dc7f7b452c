import { stat } from 'node:fs/promises';
import { summary } from '@actions/core';
import { markdownText, type Problem } from '../../core/index.ts';

type Environment = Record<string, string | undefined>;

const mostShown = 50;

/** Adds what fails the job to its summary, as Markdown in which nothing is live. */
export async function writeTrouble(problems: Problem[], environment: Environment): Promise<void> {
  if (!environment['GITHUB_STEP_SUMMARY']) return;
  const lines = problems.slice(0, mostShown).map(({ code, message, hint }) => {
    const [said, way] = [message, hint].map((text) => markdownText(text.slice(0, 600).replace(/[.\s]+$/, '')));
    return `- \`${code}\`: ${said}. ${way}.`;
  });
  const more = problems.length > mostShown ? [`- … and ${problems.length - mostShown} more, in the log`] : [];
  const text = ['### casewright: the job fails', '', ...lines, ...more].join('\n');
  await summary.addRaw(`\n\n${text}`, true).write();
}

/** Whether the summary of this step says something already. */
export async function hasSummary({ GITHUB_STEP_SUMMARY: path }: Environment): Promise<boolean> {
  if (!path) return false;
  const found = await stat(path).catch(() => undefined);
  return (found?.size ?? 0) > 0;
}
