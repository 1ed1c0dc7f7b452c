import { quoteRange } from '../text/quote.ts';
import type { Evidence, ParsedDocument } from '../types.ts';

/** Finds quotes in one raw file. */
export type QuoteLocator = (quote: string, fromLine?: number) => Evidence | undefined;

type Searched = Pick<ParsedDocument, 'text' | 'requirements'> & Partial<Pick<ParsedDocument, 'runs' | 'encoded'>>;

/** A locator for a document: over its raw text, or over its decoded statements where the format encodes them. */
export function documentLocator(document: Searched): QuoteLocator {
  if (!document.encoded) return quoteLocator(document.text);
  const statements = document.requirements.flatMap(({ id, text, source, criteria }) => [
    { key: id, text, line: source.line },
    ...criteria.map((each) => ({ key: `${id}/${each.id}`, text: each.text, line: source.line })),
  ]);
  return (quote, fromLine = 1) => {
    const wanted = quote.trim();
    if (wanted === '') return undefined;
    const holds = ({ text }: { text: string }) => text.includes(wanted);
    const found = statements.find((each) => each.line >= fromLine && holds(each)) ?? statements.find(holds);
    if (!found) return undefined;
    const from = found.text.indexOf(wanted);
    return quoteRange(
      document,
      { text: found.text, runs: document.runs?.[found.key] ?? [] },
      { from, to: from + wanted.length },
    );
  };
}

/**
 * A locator for `text`. One space of a quote may be any white space there. The search begins at `fromLine` (the
 * requirement's first); a quote that occurs only before it is found too.
 */
function quoteLocator(text: string): QuoteLocator {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (quote, fromLine = 1) => {
    const words = quote.trim().split(/\s+/);
    if (words[0] === '') return undefined;
    const pattern = new RegExp(words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('\\s+'), 'g');
    pattern.lastIndex = starts[fromLine - 1] ?? 0;
    const match = pattern.exec(text) ?? pattern.exec(text);
    if (!match) return undefined;
    return { quote, line: lineAt(starts, match.index), start: match.index, end: match.index + match[0].length };
  };
}

function lineAt(starts: number[], offset: number): number {
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return low + 1;
}
