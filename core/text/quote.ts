import type { Evidence, TextRun } from '../types.ts';
import { lineAt } from './lines.ts';

const entity = /&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});/y;

/** Index of the first run that ends after clean offset `at`. */
export function firstRunAfter(runs: TextRun[], at: number): number {
  let low = 0;
  let high = runs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const run = runs[middle];
    if (run && run.at + run.length <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The evidence for the range `from`..`to` of a clean text (UTF-16, `to` exclusive): the raw slice that covers it, markup
 * between its words included; the clean words where the document encodes its text. Undefined when nothing of the range
 * comes from the file.
 */
export function quoteRange(
  document: { text: string; encoded?: boolean },
  clean: { text: string; runs: TextRun[] },
  { from, to }: { from: number; to: number },
): Evidence | undefined {
  const { runs } = clean;
  const first = runs[firstRunAfter(runs, from)];
  if (!first || first.at >= to) return undefined;
  let index = firstRunAfter(runs, to - 1);
  if (index === runs.length || (runs[index]?.at ?? 0) >= to) index--;
  const last = runs[index];
  if (!last) return undefined;
  const start = first.span === undefined ? first.start + Math.max(0, from - first.at) : first.start;
  const end = endOf(last, to, document.text);
  if (end <= start) return undefined;
  const quote = document.encoded ? clean.text.slice(from, to).trim() : document.text.slice(start, end);
  return { quote, line: lineAt(document, start), start, end };
}

function endOf(last: TextRun, to: number, raw: string): number {
  if (last.span !== undefined) return last.start + last.span;
  const tail = Math.min(to, last.at + last.length) - 1 - last.at;
  const end = last.start + tail + 1;
  // An entity (`&amp;`) is one clean character in a run of its own: the quote takes all of it.
  if (tail !== last.length - 1 || last.length !== 1) return end;
  entity.lastIndex = last.start;
  return end + (entity.exec(raw)?.[0].length ?? 1) - 1;
}
