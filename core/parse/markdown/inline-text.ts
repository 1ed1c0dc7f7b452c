import type { PhrasingContent } from 'mdast';
import type { TextRun } from '../../types.ts';
import type { MappedText } from '../mapped-text.ts';
import type { Mark } from './block.ts';

/** By raw offset: length in the file and of the decoded text of each entity, and which backslashes are escapes. */
export type Encodings = { entities: Map<number, { length: number; decoded: number }>; escapes: Set<number> };

/** What is needed to find the words of a node in the file. Node offset + `delta` is the raw offset. */
export type Origin = { raw: string; delta: number; encodings: Encodings };

type Range = { start: number; end: number };
type Sink = { text: string; runs: TextRun[]; marks: Mark[]; sealed: boolean };

const space = /[ \t\r\n]/;

function put(sink: Sink, value: string, start: number): void {
  const last = sink.runs.at(-1);
  const follows =
    last && !sink.sealed && last.at + last.length === sink.text.length && last.start + last.length === start;
  if (follows) last.length += value.length;
  else sink.runs.push({ at: sink.text.length, start, length: value.length });
  sink.text += value;
  sink.sealed = false;
}

/** An entity is one run by itself, so that a quote that ends with it can take all of it. */
function putEntity(sink: Sink, decoded: string, start: number): void {
  for (let unit = 0; unit < decoded.length; unit++) {
    sink.sealed = true;
    put(sink, decoded.charAt(unit), start);
  }
  sink.sealed = true;
}

const greater = /&(?:gt|GT|#0*62|#[xX]0*3[eE]);/y;

/** How many `>` stand in the file between `at` and the first other word, those among them that are text included. */
function countGreater(range: Range & Origin): number {
  const { raw, encodings, end } = range;
  let count = 0;
  for (let at = range.start; at < end;) {
    greater.lastIndex = at;
    const entity = encodings.entities.has(at) ? greater.exec(raw)?.[0].length : undefined;
    const escape = encodings.escapes.has(at) && raw[at + 1] === '>' ? 2 : undefined;
    if (!space.test(raw.charAt(at))) {
      if (raw[at] !== '>' && entity === undefined && escape === undefined) break;
      count++;
    }
    at += entity ?? escape ?? 1;
  }
  return count;
}

/** Behind the white space at `at`; a line ending takes the indentation and the `>` of block quotes with it. */
function behindSpace(range: Range & Origin, rest: () => string): number {
  const { raw, end } = range;
  let at = range.start;
  while (at < end && space.test(raw.charAt(at))) at++;
  if (raw[at] !== '>' || at >= end || !/[\r\n]/.test(raw.slice(range.start, at))) return at;
  // Markdown kept some as text: a quote cannot begin behind an indentation of four, inside a paragraph.
  const kept = /^[\s>]*/.exec(rest())?.[0].replace(/\s/g, '').length ?? 0;
  for (let quotes = countGreater({ ...range, start: at }) - kept; at < end; at++) {
    if (raw[at] === '>' ? quotes-- <= 0 : !space.test(raw.charAt(at))) break;
  }
  return at;
}

/** Walks `value` and the raw slice together; what Markdown dropped from the slice is passed over. */
function align(sink: Sink, value: string, range: Range & Origin): void {
  const { raw, encodings, end } = range;
  if (value.length === end - range.start && raw.startsWith(value, range.start)) return put(sink, value, range.start);
  let at = range.start;
  for (let index = 0; index < value.length;) {
    const char = value.charAt(index);
    const entity = encodings.entities.get(at);
    if (entity) {
      putEntity(sink, value.slice(index, index + entity.decoded), at);
      index += entity.decoded;
      at += entity.length;
    } else if (space.test(char)) {
      if (at < end && space.test(raw.charAt(at))) put(sink, char, at);
      else sink.text += char;
      index++;
      while (index < value.length && space.test(value.charAt(index))) sink.text += value.charAt(index++);
      const from = index;
      at = behindSpace({ ...range, start: at }, () => value.slice(from));
    } else {
      if (encodings.escapes.has(at) || (char === '|' && raw.startsWith('\\|', at))) at++;
      const found = raw[at] === char ? at : raw.indexOf(char, at);
      if (found >= at && found < end) {
        put(sink, char, found);
        at = found + 1;
      } else sink.text += char;
      index++;
    }
  }
}

function add(sink: Sink, nodes: PhrasingContent[], origin: Origin): void {
  for (const node of nodes) {
    const from = sink.text.length;
    const start = (node.position?.start.offset ?? 0) + origin.delta;
    const end = (node.position?.end.offset ?? 0) + origin.delta;
    if (node.type === 'text') align(sink, node.value, { start, end, ...origin });
    else if (node.type === 'inlineCode') {
      const fence = /^`+/.exec(origin.raw.slice(start, end))?.[0].length ?? 0;
      const padded = end - start - 2 * fence > node.value.length && /^[ \r\n]/.test(origin.raw.charAt(start + fence));
      align(sink, node.value, {
        ...origin,
        start: start + fence + (padded && !/^\s/.test(node.value) ? 1 : 0),
        end: end - fence,
      });
    } else if (node.type === 'break') put(sink, '\n', start);
    else if (node.type === 'html' && /^<br\b/i.test(node.value)) put(sink, '\n', start);
    else if ('children' in node) add(sink, node.children, origin);
    if (node.type === 'strong' || node.type === 'inlineCode') sink.marks.push({ from, to: sink.text.length });
  }
}

/** The lines of a fenced code block, each behind a `\n`, without the indentation and the block quotes that it stands in. */
export function codeText(value: string, range: Range, origin: Origin): MappedText {
  const sink: Sink = { text: '', runs: [], marks: [], sealed: false };
  const newline = /[\r\n]/.exec(origin.raw.slice(range.start, range.end))?.index ?? 0;
  align(sink, `\n${value}`, { ...origin, start: range.start + newline, end: range.end });
  return { text: sink.text.replaceAll('\r', ' '), runs: sink.runs };
}

/** The clean text of phrasing content: no markup, entities and escapes decoded, line breaks as `\n`. */
export function inlineText(nodes: PhrasingContent[], origin: Origin): { content: MappedText; marks: Mark[] } {
  const sink: Sink = { text: '', runs: [], marks: [], sealed: false };
  add(sink, nodes, origin);
  return { content: { text: sink.text.replaceAll('\r', ' '), runs: sink.runs }, marks: sink.marks };
}
