import { foldText, rawEnd, rawStart, sliceText, type MappedText } from '../mapped-text.ts';

/** A Gherkin text by its lines, which count from 1 as Gherkin counts them. */
export type SourceLines = {
  content: MappedText;
  count: number;
  /** The line without white space at both ends. */
  line(number: number): MappedText;
  /** The part of a line that reads `words`, without white space at both ends. */
  find(number: number, words: string): MappedText;
  /** Raw offsets of the lines `from` to `to`, blank lines at the end left out. */
  place(from: number, to: number): { start: number; end: number };
};

export function sourceLines(content: MappedText): SourceLines {
  const { text } = content;
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  const range = (number: number): { from: number; to: number } => {
    const from = starts[number - 1] ?? text.length;
    return { from, to: Math.max(from, (starts[number] ?? text.length + 1) - 1) };
  };
  const line = (number: number): MappedText => {
    const { from, to } = range(number);
    const raw = text.slice(from, to);
    const lead = raw.length - raw.trimStart().length;
    return sliceText(content, from + Math.min(lead, raw.length), from + Math.max(lead, raw.trimEnd().length));
  };
  const find = (number: number, words: string): MappedText => {
    const whole = line(number);
    const at = whole.text.lastIndexOf(words.trim());
    return foldText(at < 0 ? whole : sliceText(whole, at, at + words.trim().length));
  };
  const place = (from: number, to: number): { start: number; end: number } => {
    let last = Math.min(to, starts.length);
    while (last > from && line(last).text === '') last--;
    const start = rawStart(line(from)) ?? 0;
    return { start, end: Math.max(start, rawEnd(line(last)) ?? start) };
  };
  return { content, count: starts.length, line, find, place };
}
