import { setColumn, type Attributes } from '../attributes.ts';
import { addCriterion, type Draft, openDraft, type Reading } from '../draft.ts';
import { readIdPrefix } from '../id-prefix.ts';
import { idKey } from '../identifier.ts';
import { foldText, sliceText, type MappedText } from '../mapped-text.ts';
import { isDemand, isStory } from '../reading-words.ts';
import { type Columns, plainName } from './columns.ts';
import { readCell } from './read-cell.ts';
import type { Row } from './record.ts';

const noRequirement =
  /^(?:bug|defect|fehler|task|sub-?task|technical task|tests?(?: case| execution| plan| set| suite)?|spike|incident|risk|heading|headline|section|title|info|information|note|comment|definition)$/i;
const inactive =
  /^(?:deleted|rejected|obsolete|cancell?ed|withdrawn|superseded|duplicate|won'?t (?:do|fix)|inactive)$/i;

/** `plain`: the columns that may hold attributes, by their names in the file. */
type Reader = { reading: Reading; columns: Columns; parents: Map<Draft, string>; plain: Map<string, string> };

function single(row: Row, name: string | undefined): MappedText {
  const texts = name === undefined ? [] : (row.fields.find((field) => field.name === name)?.texts ?? []);
  return foldText(texts[0] ?? { text: '', runs: [] });
}

function attributesOf(row: Row, plain: Map<string, string>): Attributes {
  const attributes: Attributes = { tags: [] };
  for (const { name, texts } of row.fields) {
    const known = plain.get(name);
    if (known !== undefined) setColumn(attributes, known, texts.map(({ text }) => text.trim()).join(', '));
  }
  return attributes;
}

/** Why a row is no requirement, although it may have a text. */
function reasonToSkip(row: Row, columns: Columns, status: string | undefined): string | undefined {
  const type = single(row, columns.type).text;
  if (noRequirement.test(type)) return `is of type ${type}`;
  return status !== undefined && inactive.test(status) ? `has the status ${status}` : undefined;
}

const ids = (row: Row, name: string | undefined): string[] =>
  (row.fields.find((field) => field.name === name)?.texts ?? []).flatMap(({ text }) =>
    text.split(/[,;\s]+/).filter(Boolean),
  );

function readRow({ reading, columns, parents, plain }: Reader, row: Row): void {
  const place = { start: row.start, end: row.end };
  const attributes = attributesOf(row, plain);
  const reason = reasonToSkip(row, columns, attributes.status);
  const id = (single(row, columns.id).text || single(row, columns.key).text).slice(0, 100);
  const name = id === '' ? 'Row' : `Row ${id}`;
  if (reason !== undefined) {
    reading.skips.push({ ...place, reason: `${name} ${reason}` });
    return;
  }
  const headed = single(row, columns.title);
  // `FND-1 Log in` in a file without ids: the author's own number leads the headline.
  const prefix = id === '' ? readIdPrefix(headed.text, false) : undefined;
  const title = prefix && prefix.length < headed.text.length ? foldText(sliceText(headed, prefix.length)) : headed;
  const own = title === headed ? id : (prefix?.id ?? id);
  const cells = (field: string | undefined): MappedText[] =>
    row.fields.find((each) => each.name === field)?.texts ?? [];
  const parts = cells(columns.text).map((cell) => readCell(cell, 'statement'));
  const stated = parts.map(({ text }) => text).filter(({ text }) => text !== '');
  const criteria = [...parts, ...cells(columns.criteria).map((cell) => readCell(cell, 'criteria'))].flatMap(
    (part) => part.criteria,
  );
  // A story is often all in its headline.
  // A list without anything above it is the statement itself.
  if (stated.length === 0 && title.text === '') stated.push(...criteria.splice(0).map(({ text }) => text));
  const headline = stated.length === 0 && (isStory(title.text) || isDemand(title.text) || criteria.length > 0);
  if (stated.length === 0 && (!headline || title.text === '')) {
    reading.skips.push({ ...place, reason: `${name} without a statement` });
    return;
  }
  const draft = openDraft(reading, {
    extent: 'row',
    ...place,
    text: headline ? [title] : stated,
    attributes,
    ...(own === '' ? {} : { id: own }),
    ...(title.text === '' || headline ? {} : { title }),
    ...(columns.links === undefined ? {} : { links: ids(row, columns.links) }),
  });
  for (const criterion of criteria) addCriterion(draft, criterion);
  draft.end = row.end;
  const [parent] = ids(row, columns.parent);
  if (parent !== undefined) parents.set(draft, parent);
}

/** What `XY1002.1.2` is a part of: `XY1002.1`, else `XY1002`, if there is such a requirement. */
function dottedParent(reading: Reading, id: string): Draft | undefined {
  for (let dot = id.lastIndexOf('.'); dot > 0; dot = id.lastIndexOf('.', dot - 1)) {
    const found = reading.byKey.get(idKey(id.slice(0, dot)));
    if (found) return found;
  }
  return undefined;
}

/** Turns records into requirements: one for each that has a statement. */
export function readRecords(reading: Reading, rows: readonly Row[], columns: Columns): void {
  const parents = new Map<Draft, string>();
  const used = new Set(Object.values(columns));
  const names = new Set(rows.flatMap(({ fields }) => fields.map(({ name }) => name)));
  const plain = new Map([...names].filter((name) => !used.has(name)).map((name) => [name, plainName(name)]));
  for (const row of rows) readRow({ reading, columns, parents, plain }, row);
  for (const draft of reading.drafts) {
    const named = parents.get(draft);
    const parent =
      (named === undefined ? undefined : reading.byKey.get(idKey(named))) ??
      dottedParent(reading, draft.id?.slice(0, 100) ?? '');
    if (parent && parent !== draft) {
      draft.parent = parent;
      parent.children++;
    } else if (named !== undefined && /[^\d\s]/.test(named))
      draft.links = [...new Set([...(draft.links ?? []), named])];
  }
}
