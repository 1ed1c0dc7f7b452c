import type { Scenario, Step } from '@cucumber/messages';
import type { Reading } from '../draft.ts';
import { joinTexts, type MappedText } from '../mapped-text.ts';
import { fillRow } from './fill-row.ts';
import type { SourceLines } from './source-lines.ts';
import { stepText } from './step-text.ts';

/** More rows of one outline than this are no criteria that somebody reviews one by one. */
const mostRows = 50;

export type ScenarioText = { text: MappedText; start: number; end: number };

/** The steps as one text. What is too long for it is reported. */
export function stepsText(reading: Reading, steps: readonly Step[], lines: SourceLines): MappedText {
  const texts = steps.map((step, index) => stepText(step, lines, index === 0));
  for (const { start, end } of texts.filter(({ rest }) => rest))
    reading.skips.push({ start, end, reason: 'The end of a long table or text block of a step' });
  return joinTexts(texts.flatMap(({ text }, index) => (index === 0 ? [text] : [' ', text])));
}

/** One text for each example row of an outline; undefined: the scenario has none. */
export function rowTexts(
  reading: Reading,
  { scenario, template }: { scenario: Scenario; template: MappedText },
  lines: SourceLines,
): ScenarioText[] | undefined {
  if (scenario.examples.length === 0) return undefined;
  const rows = scenario.examples.flatMap(({ tableHeader, tableBody }) => {
    const names = tableHeader?.cells.map(({ value }) => value) ?? [];
    return tableBody.map((row) => ({ names, row }));
  });
  const beyond = rows.slice(mostRows).map(({ row }) => row.location.line);
  const [from] = beyond;
  const to = beyond.at(-1);
  if (from !== undefined && to !== undefined)
    reading.skips.push({ ...lines.place(from, to), reason: `Examples of an outline beyond the first ${mostRows}` });
  return rows.slice(0, mostRows).map(({ names, row }) => {
    const values = new Map(names.map((name, index) => [name, row.cells[index]?.value ?? '']));
    const { line } = row.location;
    return { text: fillRow(template, values), ...lines.place(line, line) };
  });
}
