import { setColumn } from '../attributes.ts';
import { addContent } from '../content.ts';
import { emptyReading, openDraft, type Reading } from '../draft.ts';
import { dropMarkup } from '../drop-markup.ts';
import type { RawDocument } from '../format.ts';
import { foldText, type MappedText } from '../mapped-text.ts';
import { rawText } from '../raw-lines.ts';
import { readFields, type Fields } from './fields.ts';
import { frontMatter } from './front-matter.ts';

const itemName = /^(?:.*\/)?([^/]+)\.(?:yml|yaml|md)$/i;
const no = /^(?:false|no|off)$/i;

/** Why an item is no requirement. Doorstop's headings have a level that ends in zero. */
function passedOver(fields: Fields, says: boolean): string | undefined {
  if (no.test(fields.plain('active') ?? '')) return 'Inactive item';
  const level = fields.plain('level')?.replace(/^['"]|['"]$/g, '') ?? '';
  const normative = !no.test(fields.plain('normative') ?? '');
  if (level.endsWith('.0') && (!normative || !says)) return `Heading (level ${level})`;
  return normative ? undefined : 'Non-normative item';
}

/** In a Markdown item the first heading is the header, the rest the text. */
function splitBody(raw: string, from: number): { header?: MappedText; text: MappedText } {
  const match = /^(?:[ \t]*(?:\r\n|\n|\r))*#{1,6}[ \t]+([^\r\n]*)/.exec(raw.slice(from, from + 4000));
  if (!match) return { text: rawText(raw, { start: from, end: raw.length }) };
  const end = from + match[0].length;
  const header = rawText(raw, { start: end - (match[1] ?? '').length, end });
  return { header, text: rawText(raw, { start: end, end: raw.length }) };
}

/** Reads one item of Doorstop, YAML or Markdown with front matter. Its UID is the name of its file. */
export function readDoorstop(document: RawDocument): Reading {
  const { path, text: raw } = document;
  const matter = /\.md$/i.test(path) ? frontMatter(raw) : undefined;
  const reading = emptyReading();
  if (!matter) reading.encoded = true;
  const begin = raw.startsWith('\ufeff') ? 1 : 0;
  const read = readFields(document, matter ?? { start: begin, end: raw.length });
  const place = { start: begin, end: raw.trimEnd().length };
  if ('problem' in read) {
    reading.problems = [read.problem];
    return reading;
  }
  const { fields } = read;
  const body = matter && splitBody(raw, matter.body);
  const header = fields.text('header') ?? body?.header;
  const text = dropMarkup(body?.text ?? fields.text('text') ?? { text: '', runs: [] }, 'markdown');
  const reason = passedOver(fields, text.text.trim() !== '');
  if (reason !== undefined) {
    reading.skips.push({ ...place, reason });
    return reading;
  }
  const title = header && header.text.trim() !== '' && { title: foldText(dropMarkup(header, 'markdown')) };
  const draft = openDraft(reading, { id: itemName.exec(path)?.[1] ?? path, extent: 'row', ...place, ...title });
  addContent(draft, text);
  for (const [name, value] of fields.scalars()) setColumn(draft.attributes, name.replace(/[-_]/g, ' '), value);
  const links = fields.links();
  if (links.length > 0) draft.links = links;
  return reading;
}

const keys = [/^active:/m, /^normative:/m, /^level:/m, /^links:/m, /^derived:/m, /^reviewed:/m, /^text:/m, /^ref:/m];

/** Whether a file is an item: it has the keys that Doorstop writes into each. */
export function isDoorstop({ path, text }: RawDocument): boolean {
  if (!itemName.test(path)) return false;
  const matter = /\.md$/i.test(path) ? frontMatter(text) : undefined;
  if (/\.md$/i.test(path) && !matter) return false;
  const head = matter ? text.slice(matter.start, matter.end) : text.slice(0, 100_000);
  const [active, normative, ...others] = keys.map((key) => key.test(head));
  const known = others.filter(Boolean).length;
  return active === true && (normative ? known >= 1 : known >= 3);
}
