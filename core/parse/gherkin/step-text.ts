import { type Step, StepKeywordType } from '@cucumber/messages';
import { foldText, joinTexts, rawEnd, rawStart, sliceText, type MappedText } from '../mapped-text.ts';
import type { SourceLines } from './source-lines.ts';

/** Data beyond this is no part of the sentence any more. */
const mostData = 2000;

const english: Partial<Record<StepKeywordType, string>> = {
  [StepKeywordType.CONTEXT]: 'Given',
  [StepKeywordType.ACTION]: 'When',
  [StepKeywordType.OUTCOME]: 'Then',
  [StepKeywordType.CONJUNCTION]: 'And',
};

/** A text that stands for what is written in the file: another language, a placeholder. */
export function standIn(text: string, written: MappedText): MappedText {
  const start = rawStart(written);
  if (start === undefined || text === '') return { text, runs: [] };
  return { text, runs: [{ at: 0, start, length: text.length, span: (rawEnd(written) ?? start) - start }] };
}

/** The keyword in English: what a scenario says does not depend on the language that it is written in. */
function keywordText(step: Step, line: MappedText, first: boolean): MappedText {
  const written = step.keyword.trim();
  const at = Math.max(0, line.text.indexOf(written));
  const place = foldText(sliceText(line, at, at + written.length));
  if (/^(?:Given|When|Then|And|But)$/.test(written)) return place;
  return standIn(english[step.keywordType ?? StepKeywordType.UNKNOWN] ?? (first ? 'Given' : 'And'), place);
}

function lastLineOf(step: Step): number {
  const table = step.dataTable?.rows.at(-1)?.location.line ?? 0;
  const text = step.docString;
  const block = text ? text.location.line + (text.content === '' ? 0 : text.content.split('\n').length) + 1 : 0;
  return Math.max(step.location.line, table, block);
}

/** Table and text block of a step in one line. `rest`: there was more. */
function dataText(step: Step, lines: SourceLines): { parts: MappedText[]; rest: boolean } {
  const rows = step.dataTable?.rows.map(({ location }) => location.line) ?? [];
  const block = step.docString;
  const inside =
    block && block.content !== '' ? block.content.split('\n').map((_, n) => block.location.line + 1 + n) : [];
  const parts: MappedText[] = [];
  let length = 0;
  for (const number of [...rows, ...inside].sort((one, other) => one - other)) {
    const line = foldText(lines.line(number));
    if (line.text === '') continue;
    length += line.text.length;
    if (length > mostData) return { parts, rest: true };
    parts.push(line);
  }
  return { parts, rest: false };
}

export type StepText = { text: MappedText; start: number; end: number; rest: boolean };

/** `Given the users: | name | age | | Ann | 3 |`: a step with all that belongs to it. */
export function stepText(step: Step, lines: SourceLines, first: boolean): StepText {
  const line = lines.line(step.location.line);
  const words = lines.find(step.location.line, step.text);
  const data = dataText(step, lines);
  const glue = data.parts.length === 0 || /[:：]$/.test(words.text) ? [] : [':'];
  const parts: (MappedText | string)[] = [keywordText(step, line, first)];
  if (step.text.trim() !== '') parts.push(' ', words, ...glue);
  for (const part of data.parts) parts.push(' ', part);
  return { text: joinTexts(parts), ...lines.place(step.location.line, lastLineOf(step)), rest: data.rest };
}
