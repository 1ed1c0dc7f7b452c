import { setColumn, type Attributes } from '../attributes.ts';
import { addCriterion, openDraft, ownerOfCriterion } from '../draft.ts';
import { isCriterionId, isRequirementId } from '../identifier.ts';
import { foldText } from '../mapped-text.ts';
import { readCell } from '../tabular/read-cell.ts';
import { isNormative } from '../reading-words.ts';
import type { Prose, Row, Table } from './block.ts';
import type { Cursor } from './scope.ts';

const idColumn =
  /^(?:id|ids|req\.? ?(?:id|no\.?|#)|requirement (?:id|no\.?|number)|no\.?|nr\.?|number|#|key|kennung|ac|fr|nfr|sc|us|req|uid)$/i;
const textColumns = [
  /^(?:description|statement|text|beschreibung)$/i,
  /^(?:requirement|requirement (?:text|statement|description)|anforderung)$/i,
  /^(?:criterion|acceptance criteri(?:on|a)|success criteri(?:on|a)|user story|story)$/i,
];
const titleColumn = /^(?:title|name|summary|titel)$/i;
const criteriaColumn =
  /^(?:acceptance (?:criteri(?:on|a)|tests?|scenarios?)|criteria|acs?|akzeptanzkriterien|验收标准)$/i;
const rowId = /^[\p{L}\p{N}][\p{L}\p{N}._~-]{0,47}$/u;

type Columns = { id: number; text: number; title: number; criteria: number; names: string[] };

function columnsOf(header: Prose[], rows: Row[]): Columns | undefined {
  const names = header.map((cell) => foldText(cell.content).text);
  const text =
    textColumns.map((pattern) => names.findIndex((name) => pattern.test(name))).find((index) => index >= 0) ?? -1;
  const named = names.findIndex((name) => idColumn.test(name));
  // `| Requirement | Description |`: the first holds the ids.
  const first = names.findIndex((name, index) => index !== text && /^requirement$/i.test(name));
  const ids =
    first >= 0 &&
    rows.some((row) => isRequirementId(foldText(row.cells[first]?.content ?? { text: '', runs: [] }).text));
  const id = named >= 0 ? named : ids ? first : -1;
  if (text < 0 || id === text) return undefined;
  const criteria = names.findIndex((name, index) => index !== text && index !== id && criteriaColumn.test(name));
  return { id, text, criteria, title: names.findIndex((name) => titleColumn.test(name)), names };
}

function readRow(cursor: Cursor, columns: Columns, row: Row): void {
  const cell = (index: number) => foldText(row.cells[index]?.content ?? { text: '', runs: [] });
  const text = cell(columns.text);
  const written = cell(columns.id).text.replace(/^[[(](.*)[\])]$/, '$1');
  const place = { start: row.start, end: row.end };
  if (text.text === '') {
    if (written !== '') cursor.reading.skips.push({ ...place, reason: `Table row ${written} without a statement` });
    return;
  }
  const id = rowId.test(written) ? written : undefined;
  if (written !== '' && id === undefined && !isNormative(text.text)) return;
  const { reading, scope } = cursor;
  const nearest = cursor.open ?? scope.owner;
  const target = id !== undefined && isCriterionId(id) ? ownerOfCriterion(reading, id, nearest) : undefined;
  if (target && id !== undefined) return addCriterion(target, { id, text, ...place });
  const attributes: Attributes = { tags: [] };
  for (const [index, name] of columns.names.entries()) {
    if (index !== columns.id && index !== columns.text && index !== columns.title && index !== columns.criteria)
      setColumn(attributes, name, cell(index).text);
  }
  const title = columns.title >= 0 ? cell(columns.title) : undefined;
  const draft = openDraft(reading, {
    extent: 'row',
    ...place,
    text: [text],
    attributes,
    ...(id === undefined ? {} : { id }),
    ...(title && title.text !== '' ? { title } : {}),
    ...(scope.owner ? { parent: scope.owner } : {}),
    ...(scope.constraints ? { kind: 'constraint' as const } : {}),
  });
  const criteria = row.cells[columns.criteria];
  if (criteria) for (const each of readCell(criteria.content, 'criteria').criteria) addCriterion(draft, each);
}

/** Rows of a table with an id column and a column for the statement are requirements; other columns are attributes. */
export function readTable(cursor: Cursor, table: Table): void {
  const columns = columnsOf(table.header, table.rows);
  if (columns && columns.id >= 0) {
    for (const row of table.rows) readRow(cursor, columns, row);
  } else if (columns || table.rows.some((row) => row.cells.some((cell) => isNormative(cell.content.text)))) {
    const reason = columns
      ? 'Table of requirements without an id column'
      : 'Table with normative text but no columns for an id and a statement';
    cursor.reading.skips.push({ start: table.start, end: table.end, reason });
  }
}
