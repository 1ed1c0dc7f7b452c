import type { TextRun } from '../types.ts';
import { quoteRange } from './quote.ts';

const mark = /\[?\s?NEEDS[ _-]CLARIFICATION\b[^\]"”'’`]{0,200}\]?|\bTB[DC]\b|\?{3,}/gi;

/**
 * A text in which marks such as "TBD" are blanked out where they stand in quotation marks or code: they are spoken of, nothing
 * is left open by them. Offsets stay. `raw` is the file, which still has the code's ticks.
 */
export function withoutMentions({ text, runs }: { text: string; runs: TextRun[] }, raw: string): string {
  return text.replaceAll(mark, (found, at: number) =>
    isQuoted(text, at, at + found.length) || isCode({ text, runs }, raw, { from: at, to: at + found.length })
      ? ' '.repeat(found.length)
      : found,
  );
}

const isQuoted = (text: string, from: number, to: number): boolean =>
  /["“'‘«`]$/.test(text.slice(0, from)) && /^["”'’»`]/.test(text.slice(to));

/** An odd number of ticks stands before it in its line. */
function isCode(clean: { text: string; runs: TextRun[] }, raw: string, range: { from: number; to: number }): boolean {
  const start = quoteRange({ text: raw }, clean, range)?.start;
  if (start === undefined) return false;
  const line = raw.slice(Math.max(raw.lastIndexOf('\n', start - 1) + 1, start - 2000), start);
  return (line.match(/`/g)?.length ?? 0) % 2 === 1 && /^[^`\n]*`/.test(raw.slice(start, start + 2000));
}
