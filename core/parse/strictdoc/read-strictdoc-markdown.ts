import { emptyReading, type Reading } from '../draft.ts';
import { foldText } from '../mapped-text.ts';
import { fencedLines, rawLines, rawText, type RawLine } from '../raw-lines.ts';
import type { RawDocument } from '../format.ts';
import { readNode, type DocumentNode, type Field } from './field.ts';
import { linkParents } from './read-sdoc.ts';

const heading = /^ {0,3}(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$/;
const keyLine = /^ {0,3}(?:[-*+][ \t]+)?\*\*([A-Za-z][\w -]{0,60})(?::\*\*|\*\*:)[ \t]*(.*)$/;
const paragraphs = /^(?:STATEMENT|RATIONALE|COMMENT|NOTE|[A-Z_]{0,40}CRITERIA)$/;
const metaKeys = /^(?:U|M)ID$/;
const relationId = /\*{0,2}(?:ID|UID|VALUE|PARENT)\*{0,2}:?\*{0,2}:?[ \t]*`?([A-Za-z][\w.~-]{0,100})/gi;

type Section = { lines: RawLine[]; title: RawLine | undefined; level: number };

function recordsOf(raw: string): Section[] {
  const lines = rawLines(raw);
  const fenced = fencedLines(lines);
  const records: Section[] = [{ lines: [], title: undefined, level: 0 }];
  for (const [index, line] of lines.entries()) {
    const level = fenced[index] ? undefined : heading.exec(line.text)?.[1]?.length;
    if (level === undefined) records.at(-1)?.lines.push(line);
    else records.push({ lines: [], title: line, level });
  }
  return records;
}

/** The fields of a record. Text that follows the meta block without a key is its statement. */
function fieldsOf(raw: string, { lines }: Section): Field[] {
  const fields: Field[] = [];
  let open: Field | undefined;
  let meta = false;
  const begin = (name: string, start: number, end: number): Field => {
    const field = { name: name.toUpperCase().replace(/[\s-]+/g, '_'), value: rawText(raw, { start, end }), start, end };
    fields.push(field);
    return field;
  };
  for (const { text, start, end } of lines) {
    // Below `**Relations**:` each relation has keys of its own.
    const within = open && /^RELATIONS?$/.test(open.name) && /^(?:\s|[-*+]\s)/.test(text);
    const match = within ? null : keyLine.exec(text);
    if (match) {
      const value = (match[2] ?? '').replace(/\s*\\?\s*$/, '');
      const from = end - (match[2] ?? '').length;
      open = begin(match[1] ?? '', from, from + value.length);
      if (metaKeys.test(open.name)) meta = true;
    } else if (text.trim() === '') {
      // A blank line ends a value, except where people write paragraphs, and where the value begins below its key.
      if (open && open.value.text.trim() !== '' && !paragraphs.test(open.name)) open = undefined;
    } else if (open) {
      open.end = end;
      open.value = rawText(raw, { start: open.start, end });
    } else if (meta && !fields.some(({ name }) => name === 'STATEMENT')) open = begin('STATEMENT', start, end);
  }
  return fields;
}

const value = (fields: Field[], name: string): string =>
  fields
    .find((field) => field.name === name)
    ?.value.text.trim()
    .toUpperCase() ?? '';

function toNode(raw: string, record: Section): DocumentNode {
  const fields = fieldsOf(raw, record);
  const { title, lines } = record;
  const start = title?.start ?? lines[0]?.start ?? 0;
  const end = lines.findLast(({ text }) => text.trim() !== '')?.end ?? title?.end ?? start;
  const parents = fields
    .filter(({ name }) => /^(?:RELATIONS?|PARENTS?)$/.test(name))
    .flatMap(({ name, value: { text } }) =>
      name.startsWith('PARENT')
        ? text.split(/[,;\s]+/).filter((each) => /\w/.test(each))
        : [...text.matchAll(relationId)].flatMap((match) => match[1] ?? []),
    );
  if (title) {
    const written = heading.exec(title.text)?.[2] ?? '';
    const from = title.start + title.text.indexOf(written, title.text.indexOf('#') + 1);
    const place = { start: from, end: from + written.length };
    fields.unshift({ name: 'TITLE', value: foldText(rawText(raw, place)), ...place });
  }
  return { tag: value(fields, 'TYPE') || 'REQUIREMENT', start, end, fields, parents };
}

/** Reads StrictDoc's Markdown: below its heading each record has a meta block with a UID or a MID. */
export function readStrictdocMarkdown({ text: raw }: RawDocument): Reading {
  const reading = emptyReading();
  for (const record of recordsOf(raw)) {
    const node = toNode(raw, record);
    const { start, end, fields } = node;
    const named = fields.some(({ name }) => metaKeys.test(name));
    if (record.level === 1 || !record.title) {
      const says = record.lines.some(({ text }) => text.trim() !== '');
      if (says && record.title) reading.skips.push({ start, end, reason: 'The document itself' });
      else if (says) reading.skips.push({ start, end, reason: 'Text before the first heading' });
    } else if (!named) {
      const says = record.lines.some(({ text }) => text.trim() !== '');
      reading.skips.push({
        start,
        end,
        reason: says ? 'No UID or MID below this heading' : 'Section that groups requirements',
      });
    } else if (/^(?:SECTION|TEXT)$/.test(node.tag))
      reading.skips.push({
        start,
        end,
        reason: node.tag === 'TEXT' ? 'Text that is no requirement' : 'Section that groups requirements',
      });
    else readNode(reading, node, 'markdown');
  }
  linkParents(reading);
  return reading;
}

/** Whether a heading of level 2 to 6 is followed by a meta block with a UID or a MID. */
export function isStrictdocMarkdown({ path, text: raw }: RawDocument): boolean {
  if (!/\.(?:md|markdown)$/i.test(path) || !/^ {0,3}\*\*[UM]ID(?:\*\*:|:\*\*)/m.test(raw)) return false;
  return recordsOf(raw).some(({ level, lines }) => {
    if (level < 2) return false;
    const from = lines.findIndex(({ text }) => text.trim() !== '');
    for (const { text } of lines.slice(Math.max(0, from))) {
      const key = keyLine.exec(text)?.[1];
      if (key === undefined) return false;
      if (metaKeys.test(key)) return true;
    }
    return false;
  });
}
