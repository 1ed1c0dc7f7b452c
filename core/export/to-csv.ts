import { dataLines, placedCases } from './case-lines.ts';
import { csvText } from './csv-text.ts';
import type { Exporter } from './export-input.ts';
import { plainLine } from './plain-text.ts';

const head = [
  'id',
  'title',
  'type',
  'priority',
  'status',
  'requirement_id',
  'criterion_id',
  'document',
  'line',
  'coverage_items',
  'technique',
  'preconditions',
  'steps',
  'test_data',
  'expected_result',
  'evidence',
  'written_by',
  'idea',
  'stale',
  'quality_score',
];

/** One row for each case, for spreadsheets. */
export const toCsv: Exporter = (input) => {
  const rows = placedCases(input).map(({ path, of, one }) => {
    const { given, criterion } = one;
    return [
      one.name,
      plainLine(given.title),
      given.type,
      given.priority,
      given.status,
      of.name,
      criterion?.id ?? '',
      path,
      String((criterion ?? of.requirement).source.line),
      given.coverage_items.join('\n'),
      given.technique,
      given.preconditions.map(plainLine).join('\n'),
      given.steps.map((step, at) => `${at + 1}. ${plainLine(step)}`).join('\n'),
      dataLines(one).join('\n'),
      plainLine(given.expected_result),
      given.evidence.map(({ quote }) => plainLine(quote)).join('\n'),
      given.written_by,
      given.inferred ? 'yes' : 'no',
      one.stale ? 'yes' : 'no',
      String(given.quality_score),
    ];
  });
  // Without the byte order mark spreadsheets do not read UTF-8.
  return [{ path: 'test-cases.csv', text: `\ufeff${csvText(head, rows)}` }];
};
