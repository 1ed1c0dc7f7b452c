import { setColumn } from '../attributes.ts';
import { addContent } from '../content.ts';
import { openDraft, type Draft, type Reading } from '../draft.ts';
import { dropMarkup } from '../drop-markup.ts';
import { foldText, type MappedText } from '../mapped-text.ts';
import { rawText, type RawLine } from '../raw-lines.ts';
import { skipNote } from '../skip-note.ts';
import { artifactOf, itemIds } from './item-line.ts';

/** An item as it stands: its id, the title above it, and its lines behind the id. `attributes`: what AsciiDoc says of it. */
export type Item = {
  id: string;
  start: number;
  end: number;
  title?: MappedText;
  body: RawLine[];
  attributes?: ReadonlyMap<string, string>;
};

type Keyword = 'Status' | 'Description' | 'Rationale' | 'Comment' | 'Covers' | 'Depends' | 'Needs' | 'Tags';
type Part = { keyword: Keyword; start: number; end: number };

const keywordLine =
  /^\s{0,3}(?:\*\*|__|[*_])?(Status|Description|Rationale|Comment|Covers|Depends|Needs|Tags)(?:\*\*|__|[*_])?:(?:\*\*|__|[*_])?[ \t]*/;

/** The parts of an item by their keywords; what stands before the first one describes the item. */
function partsOf({ body }: Item): Part[] {
  const parts: Part[] = [];
  for (const line of body) {
    const match = keywordLine.exec(line.text);
    const open = parts.at(-1);
    if (match) parts.push({ keyword: match[1] as Keyword, start: line.start + match[0].length, end: line.end });
    else if (open) open.end = line.end;
    else if (line.text.trim() !== '') parts.push({ keyword: 'Description', start: line.start, end: line.end });
  }
  return parts;
}

const words = (text: string): string =>
  text
    .split(/[\n,]/)
    .map((each) => each.replace(/^\s*[-+*]\s+/, '').trim())
    .filter((each) => each !== '')
    .join(', ');

function fill(reading: Reading, draft: Draft, { raw, item }: { raw: string; item: Item }): string[] {
  const links: string[] = [];
  for (const { keyword, start, end } of partsOf(item)) {
    const content = rawText(raw, { start, end });
    if (keyword === 'Description') addContent(draft, dropMarkup(content, 'markdown'));
    else if (keyword === 'Covers') links.push(...itemIds(content.text));
    else if (keyword === 'Status' || keyword === 'Tags') setColumn(draft.attributes, keyword, words(content.text));
    else if (keyword === 'Rationale' || keyword === 'Comment')
      skipNote(reading, { start, end, text: content.text }, keyword);
  }
  return links;
}

/** Reads an item. What it covers is linked, and is its parent where that stands before it in the same document. */
export function readItem(reading: Reading, raw: string, item: Item): void {
  const { id, start, end, attributes } = item;
  const artifact = artifactOf(id);
  if (artifact !== undefined) {
    reading.skips.push({ start, end, reason: `${id} stands for ${artifact}, which is no requirement` });
    return;
  }
  const title = item.title && { title: foldText(dropMarkup(item.title, 'markdown')) };
  const draft = openDraft(reading, { id, extent: 'row', start, end, ...title });
  const links = fill(reading, draft, { raw, item });
  links.push(...itemIds(attributes?.get('oft-covers') ?? ''));
  for (const name of ['status', 'tags']) setColumn(draft.attributes, name, attributes?.get(`oft-${name}`) ?? '');
  if (links.length > 0) draft.links = [...new Set(links)];
}
