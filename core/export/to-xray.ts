import { marksOf, type PlacedCase, placedCases, dataLines } from './case-lines.ts';
import { csvText } from './csv-text.ts';
import type { Exporter } from './export-input.ts';
import { plainLine } from './plain-text.ts';

const head = [
  'Test ID',
  'Summary',
  'Test Type',
  'Priority',
  'Labels',
  'Test Repository Path',
  'Precondition',
  'Action',
  'Data',
  'Result',
  'Requirement',
];
const priorities = { critical: 'Highest', high: 'High', medium: 'Medium', low: 'Low' } as const;

/** Xray's Test Case Importer takes no more at once. */
const mostTests = 1000;

/** CSV for Xray's Test Case Importer: one row for each step, `Test ID` groups them. */
export const toXray: Exporter = (input) => {
  const cases = placedCases(input);
  const parts = Array.from({ length: Math.ceil(cases.length / mostTests) }, (_, at) =>
    cases.slice(at * mostTests, (at + 1) * mostTests),
  );
  return parts.map((part, at) => ({
    path: parts.length === 1 ? 'xray.csv' : `xray-${at + 1}.csv`,
    text: csvText(head, part.flatMap(rowsOf)),
  }));
};

function rowsOf({ path, of, one }: PlacedCase): string[][] {
  const { title, priority, type, technique, status, preconditions, steps, expected_result } = one.given;
  const labels = ['casewright', type, technique, status, ...marksOf(one)].join(';');
  return steps.map((step, at) => {
    const isFirst = at === 0;
    const first = (text: string) => (isFirst ? text : '');
    return [
      one.name,
      first(`${one.name} ${plainLine(title)}`),
      first('Manual'),
      first(priorities[priority]),
      first(labels),
      first(`/${path}`),
      first(preconditions.map(plainLine).join('\n')),
      plainLine(step),
      first(dataLines(one).join('\n')),
      at === steps.length - 1 ? plainLine(expected_result) : '',
      first(of.name),
    ];
  });
}
