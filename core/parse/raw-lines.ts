import type { MappedText } from './mapped-text.ts';

/** One line of the file without its end; `start` and `end` are raw offsets. */
export type RawLine = { start: number; end: number; text: string };

const fence = /^ {0,3}(`{3,}|~{3,})([^\n]*)$/;

/** The lines of a text. A lone carriage return ends a line, as it does when lines are counted. */
export function rawLines(raw: string): RawLine[] {
  const lines: RawLine[] = [];
  let start = raw.startsWith('\ufeff') ? 1 : 0;
  for (const match of raw.matchAll(/\r\n|\r|\n/g)) {
    lines.push({ start, end: match.index, text: raw.slice(start, match.index) });
    start = match.index + match[0].length;
  }
  if (start < raw.length) lines.push({ start, end: raw.length, text: raw.slice(start) });
  return lines;
}

/** Which lines stand inside a fenced code block of Markdown, its fences included. */
export function fencedLines(lines: readonly RawLine[]): boolean[] {
  let open = '';
  return lines.map(({ text }) => {
    const [, mark = '', info = ''] = fence.exec(text) ?? [];
    const inside = open !== '';
    if (!inside) open = mark.startsWith('`') && info.includes('`') ? '' : mark;
    else if (mark.startsWith(open) && info.trim() === '') open = '';
    return inside || open !== '';
  });
}

/** A part of the file as it stands. */
export function rawText(raw: string, { start, end }: { start: number; end: number }): MappedText {
  return { text: raw.slice(start, end), runs: end > start ? [{ at: 0, start, length: end - start }] : [] };
}
