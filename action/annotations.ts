import { notice } from '@actions/core';
import { visible } from '../core/index.ts';
import type { Report } from './report.ts';

/** The runner shows ten notices of a step. */
const most = 10;

/** Puts the open questions at the lines of their requirements. */
export function annotateQuestions({ suite }: Report): void {
  for (const { requirement_id, text, source } of suite.questions.slice(0, most)) {
    const place = {
      file: source.path,
      startLine: Math.max(source.line, 1),
      title: `casewright: open question on ${visible(requirement_id)}`,
    };
    notice(visible(text), place);
  }
}
