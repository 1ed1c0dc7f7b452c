import type { TextRun } from '../../types.ts';
import type { MappedText } from '../mapped-text.ts';

export type CsvRow = { cells: MappedText[]; start: number; end: number };

/** `unclosed`: where cells begin whose quotation mark is not closed at their end; it is read as a character. */
export type CsvRows = { rows: CsvRow[]; unclosed: number[] };

/** A quoted cell from behind its opening quotation mark to the closing one. */
type Quoted = { value: MappedText; close: number };

function quoted(text: string, from: number, end: number): Quoted | undefined {
  const runs: TextRun[] = [];
  const parts: string[] = [];
  let length = 0;
  for (let at = from; ;) {
    const mark = text.indexOf('"', at);
    if (mark < 0 || mark >= end) return undefined;
    if (mark > at) runs.push({ at: length, start: at, length: mark - at });
    parts.push(text.slice(at, mark));
    length += mark - at;
    if (text[mark + 1] !== '"') return { value: { text: parts.join(''), runs }, close: mark };
    runs.push({ at: length++, start: mark, length: 1, span: 2 });
    parts.push('"');
    at = mark + 2;
  }
}

function lineEnd(text: string, from: number): number {
  const newline = text.indexOf('\n', from);
  const end = newline < 0 ? text.length : newline;
  return end > from && text[end - 1] === '\r' ? end - 1 : end;
}

/** Whether nothing but blanks stands between `at` and the end of the cell. */
function endsCell(text: string, at: number, separator: string): boolean {
  let end = at;
  while (text[end] === ' ') end++;
  return end >= text.length || text[end] === '\n' || text[end] === '\r' || text[end] === separator;
}

/** What separates the cells: the character that stands most often outside quotes in the first line. */
export function separatorOf(text: string): string {
  const line = text
    .slice(0, lineEnd(text, 0))
    .slice(0, 20_000)
    .replace(/"[^"]*"/g, '');
  const count = (character: string): number => line.split(character).length;
  return [',', ';', '\t', '|'].reduce((best, each) => (count(each) > count(best) ? each : best));
}

/**
 * Cuts CSV into rows and cells that know where they lie in the file. Quotes inside a cell that does not begin with one
 * are characters; so is one that is never closed. Rows without any text are left out.
 */
export function csvRows(text: string, separator: string): CsvRows {
  const rows: CsvRow[] = [];
  const unclosed: number[] = [];
  let at = text.startsWith('\ufeff') ? 1 : 0;
  let lineEndsAt = -1;
  while (at < text.length) {
    const start = at;
    const cells: MappedText[] = [];
    for (let open = true; open;) {
      const lead = text[at] === ' ' && text[at + 1] === '"' ? at + 1 : at;
      // After one mark that is never closed, looking to the end of the file for each other one would take for ever.
      const limit =
        unclosed.length === 0 ? text.length : (lineEndsAt = lineEndsAt < at ? lineEnd(text, at) : lineEndsAt);
      const found = text[lead] === '"' ? quoted(text, lead + 1, limit) : undefined;
      const cell = found && endsCell(text, found.close + 1, separator) ? found : undefined;
      if (text[lead] === '"' && !cell) unclosed.push(lead);
      const from = cell ? cell.close + 1 : at;
      // One look for the end of the line serves all cells of it, or a row of many cells takes for ever.
      if (from > lineEndsAt) lineEndsAt = lineEnd(text, from);
      const end = lineEndsAt;
      const next = text.indexOf(separator, from);
      const to = next >= 0 && next < end ? next : end;
      cells.push(
        cell?.value ?? { text: text.slice(at, to), runs: to > at ? [{ at: 0, start: at, length: to - at }] : [] },
      );
      at = to;
      if (to < end || (to === next && next >= 0 && text[to] === separator)) at++;
      else open = false;
    }
    const end = at;
    at = text.indexOf('\n', at);
    at = at < 0 ? text.length : at + 1;
    if (cells.some((cell) => cell.text.trim() !== '')) rows.push({ cells, start, end });
  }
  return { rows, unclosed };
}
