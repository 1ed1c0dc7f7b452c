import { dataLines, marksOf, type PlacedCase, placedCases } from './case-lines.ts';
import { csvText } from './csv-text.ts';
import type { Exporter } from './export-input.ts';
import { plainLine } from './plain-text.ts';

const head = [
  'Title',
  'Section',
  'Template',
  'Type',
  'Priority',
  'Estimate',
  'References',
  'Preconditions',
  'Steps (Step)',
  'Steps (Expected Result)',
];
const priorities = { critical: 'Critical', high: 'High', medium: 'Medium', low: 'Low' } as const;
const longestTitle = 250;

/** CSV for TestRail's import: several rows for a case, the title in the first one only, a step in each. */
export const toTestrail: Exporter = (input) => [
  { path: 'testrail.csv', text: csvText(head, placedCases(input).flatMap(rowsOf)) },
];

function rowsOf({ path, of, one }: PlacedCase): string[][] {
  const { title, priority, preconditions, steps, expected_result } = one.given;
  const marks = marksOf(one).map((mark) => ` (${mark})`);
  const shown = `${one.name} ${plainLine(title)}${marks.join('')}`.slice(0, longestTitle);
  const before = [...preconditions.map(plainLine), ...dataLines(one)].join('\n');
  return steps.map((step, at) => {
    const isFirst = at === 0;
    const first = (text: string) => (isFirst ? text : '');
    return [
      first(shown),
      first(path),
      first('Test Case (Steps)'),
      first('Functional'),
      first(priorities[priority]),
      '',
      first(of.name),
      first(before),
      plainLine(step),
      at === steps.length - 1 ? plainLine(expected_result) : '',
    ];
  });
}
