import type { Problem } from '../../types.ts';
import { emptyReading, type Reading } from '../draft.ts';
import type { RawDocument } from '../format.ts';
import { fencedLines, rawLines, rawText, type RawLine } from '../raw-lines.ts';
import { skipProse } from '../skip-note.ts';
import { forwardedTo, itemId, specItem, unreadId } from './item-line.ts';
import { readItem, type Item } from './item.ts';

const heading = /^ {0,3}(?:#{1,6}|={1,6})[ \t]+(?=\S)/;
const blockTitle = /^\.(?=[^\s.])/;
const closing = /[ \t]+#+[ \t]*$/;
const underline = /^ {0,3}(?:={3,}|-{3,})\s*$/;
const rule = /^ {0,3}(?:-{3,}|\*{3,}|_{3,})\s*$/;
const delimiter = /^(?:--|\*{4,}|={4,}|_{4,}|-{4,})\s*$/;

type Lines = { raw: string; lines: RawLine[]; fenced: boolean[] };

/** The heading right above a line, blank lines apart: `# Title`, `== Title`, underlined; for AsciiDoc `.Title`. */
function titleAbove({ raw, lines, fenced }: Lines, index: number): { line: number; item: Pick<Item, 'title'> } {
  let at = index - 1;
  while (at >= 0 && lines[at]?.text.trim() === '') at--;
  const line = lines[at];
  const none = { line: index, item: {} };
  if (!line || fenced[at]) return none;
  const block = specItem(lines[index]?.text ?? '') !== undefined;
  const mark = (heading.exec(line.text) ?? (block ? blockTitle.exec(line.text) : null))?.[0].length;
  if (mark !== undefined) {
    const end = line.end - (closing.exec(line.text)?.[0].length ?? 0);
    return { line: at, item: { title: rawText(raw, { start: line.start + mark, end }) } };
  }
  const above = lines[at - 1];
  if (block || !above || !underline.test(line.text) || above.text.trim() === '' || itemId(above.text)) return none;
  return { line: at - 1, item: { title: rawText(raw, above) } };
}

const isHeading = (lines: RawLine[], at: number): boolean => {
  const text = lines[at]?.text ?? '';
  if (/^ {0,3}(?:#{1,6}|={1,6})[ \t]+\S/.test(text)) return true;
  return text.trim() !== '' && !/^\s*[-+*>]/.test(text) && underline.test(lines[at + 1]?.text ?? '');
};

/** Where an item of Markdown ends: at the next id, heading or rule. */
function endOfItem({ lines, fenced }: Lines, from: number): number {
  let at = from;
  while (at < lines.length) {
    const text = lines[at]?.text ?? '';
    const ends = itemId(text) ?? specItem(text) ?? forwardedTo(text) ?? unreadId(text);
    if (!fenced[at] && (ends !== undefined || rule.test(text) || isHeading(lines, at))) break;
    at++;
  }
  return at;
}

/** The lines between the delimiters of an AsciiDoc block; without a delimiter the paragraph. */
function blockOf(lines: RawLine[], from: number): { body: RawLine[]; next: number; title?: RawLine } {
  let at = from;
  let titled: { title?: RawLine } = {};
  for (; at < lines.length && /^(?:\s*|\.[^\s.].*|\[.*\])$/.test(lines[at]?.text ?? ''); at++) {
    const line = lines[at];
    if (line && blockTitle.test(line.text)) titled = { title: { ...line, start: line.start + 1 } };
  }
  const mark = lines[at]?.text.trimEnd() ?? '';
  if (!delimiter.test(mark)) {
    let end = at;
    while (end < lines.length && lines[end]?.text.trim() !== '') end++;
    return { body: lines.slice(at, end), next: end, ...titled };
  }
  const begin = at + 1;
  for (at = begin; at < lines.length && lines[at]?.text.trimEnd() !== mark;) at++;
  return { body: lines.slice(begin, at), next: Math.min(at + 1, lines.length), ...titled };
}

const lastWritten = (body: RawLine[], or: number): number => body.findLast(({ text }) => text.trim() !== '')?.end ?? or;

function linkParents(reading: Reading): void {
  const byId = new Map(reading.drafts.map((draft) => [draft.id, draft]));
  for (const draft of reading.drafts) {
    const parent = draft.links?.map((link) => byId.get(link)).find((found) => found !== undefined);
    if (parent && parent.start < draft.start) {
      draft.parent = parent;
      parent.children++;
    }
  }
}

const brokenId = (path: string, line: number, id: string): Problem => ({
  code: 'broken_id',
  severity: 'warning',
  message: `${id} is no id of OpenFastTrace, so the item was not read`,
  source: { path, line, end_line: line },
  hint: 'Write `type~name~revision`, such as `req~open-door~1`',
});

/** Reads the items of an OpenFastTrace document: Markdown ids in backticks, and the attribute form of AsciiDoc. */
export function readOpenFastTrace({ path, text: raw }: RawDocument): Reading {
  const reading = emptyReading();
  const lines = rawLines(raw);
  const all: Lines = { raw, lines, fenced: fencedLines(lines) };
  for (let at = 0; at < lines.length;) {
    const line = lines[at];
    if (!line) break;
    const index = at++;
    if (all.fenced[index]) continue;
    const to = forwardedTo(line.text);
    const id = itemId(line.text);
    const attributes = specItem(line.text);
    if (to !== undefined) {
      reading.skips.push({
        start: line.start,
        end: line.end,
        reason: `Handed on to ${to}: nothing of its own to test`,
      });
    } else if (unreadId(line.text) !== undefined) {
      (reading.problems ??= []).push(brokenId(path, index + 1, unreadId(line.text) ?? ''));
    } else if (attributes) {
      const { body, next, title } = blockOf(lines, at);
      const above = titleAbove(all, index);
      const start = lines[above.line]?.start ?? line.start;
      const end = lines[next - 1]?.end ?? line.end;
      const named = title ? { title: rawText(raw, title) } : above.item;
      readItem(reading, raw, { id: attributes.get('oft-sid') ?? '', start, end, body, attributes, ...named });
      at = next;
    } else if (id !== undefined) {
      const next = endOfItem(all, at);
      const body = lines.slice(at, next);
      const above = titleAbove(all, index);
      const start = lines[above.line]?.start ?? line.start;
      readItem(reading, raw, { id, start, end: lastWritten(body, line.end), body, ...above.item });
      at = next;
    }
  }
  linkParents(reading);
  const prose = lines.filter((_, at) => !all.fenced[at]);
  skipProse(reading, prose, 'Normative text outside an item');
  return reading;
}

/** Whether there is an id of an item on a line of its own; its examples in code blocks do not count. */
export function isOpenFastTrace({ path, text }: RawDocument): boolean {
  if (!/\.(?:md|markdown|adoc|asciidoc)$/i.test(path) || !/[\p{L}\p{N}]~\d/u.test(text)) return false;
  const lines = rawLines(text);
  const fenced = fencedLines(lines);
  return lines.some(({ text: line }, at) => !fenced[at] && (itemId(line) ?? specItem(line)) !== undefined);
}
