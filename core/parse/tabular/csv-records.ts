import { lineAt } from '../../text/lines.ts';
import type { RawDocument } from '../format.ts';
import { foldText } from '../mapped-text.ts';
import { type ColumnMap, findColumns } from './columns.ts';
import { csvRows, separatorOf } from './csv-rows.ts';
import type { Records } from './record.ts';

/** A title and a date may stand above the names of the columns. */
const mostLead = 8;

/** The rows of a CSV or TSV file as records. */
export function csvRecords(document: RawDocument, map: ColumnMap): Records {
  const { path, text } = document;
  const { rows, unclosed } = csvRows(text, /\.tsv$/i.test(path) ? '\t' : separatorOf(text));
  const namesOf = (index: number): string[] => (rows[index]?.cells ?? []).map((cell) => foldText(cell).text);
  const leads = rows.slice(0, mostLead).findIndex((_, index) => findColumns(namesOf(index), map).text !== undefined);
  const header = Math.max(leads, 0);
  const names = namesOf(header);
  return {
    names,
    rows: rows.slice(header + 1).map(({ cells, start, end }) => ({
      fields: cells.flatMap((cell, index) =>
        cell.text.trim() === '' ? [] : [{ name: names[index] ?? '', texts: [cell] }],
      ),
      start,
      end,
    })),
    problems: unclosed.slice(0, 5).map((at) => {
      const line = lineAt(document, at);
      const column = at - text.lastIndexOf('\n', at - 1);
      return {
        code: 'broken_csv',
        severity: 'error',
        message: 'A cell begins with a quotation mark that is not closed at its end',
        source: { path, line, end_line: line, column },
        hint: 'Close the quotation mark behind the text of the cell, and double those inside it.',
      };
    }),
    skips: rows
      .slice(0, header)
      .map(({ start, end }) => ({ start, end, reason: 'Row above the names of the columns' })),
  };
}
