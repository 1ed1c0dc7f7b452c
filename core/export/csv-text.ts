import { withoutHidden } from './hidden.ts';

/**
 * A table as RFC 4180 has it, each cell quoted. A cell that a spreadsheet would take for a formula begins with an
 * apostrophe.
 */
export function csvText(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

// The last four are the wide forms of the first four; some programs begin formulas with them too.
const formula = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/;

function cell(text: string): string {
  const shown = withoutHidden(text.toWellFormed().replace(/\r\n?/g, '\n'));
  return `"${(formula.test(shown) ? `'${shown}` : shown).replaceAll('"', '""')}"`;
}
