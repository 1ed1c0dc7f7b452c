import type { Evidence, TextRun } from '../../types.ts';
import { type Markup, markup } from './markup.ts';

type Statement = { text: string; runs: TextRun[] };
type Range = { from: number; to: number; by: number };
type Segment = { from: number; to: number; by: number[] };

/** Beyond this many quotes of one statement it no longer matters which is whose. */
const mostTold = 40;

/**
 * A statement with the words marked that cases quote. `by` is the number of a case: a mark names all that quote it, so
 * that a page can point out the evidence of a single one.
 */
export function markEvidence(statement: Statement, quoted: { by: number; evidence: Evidence[] }[]): Markup {
  const ranges = quoted.flatMap(({ by, evidence }) =>
    evidence.flatMap((each) => {
      const range = cleanRange(statement.runs, each);
      return range && range.to <= statement.text.length ? { ...range, by } : [];
    }),
  );
  let at = 0;
  const parts = segmentsOf(ranges).map(({ from, to, by }) => {
    const before = statement.text.slice(at, from);
    at = to;
    return markup`${before}<mark data-by="${by.join(' ')}">${statement.text.slice(from, to)}</mark>`;
  });
  return markup`${parts}${statement.text.slice(at)}`;
}

/** Where a quote of the raw file lies in the clean text. Undefined when it is not of this statement. */
export function cleanRange(runs: TextRun[], { start, end }: Evidence): { from: number; to: number } | undefined {
  let from = Infinity;
  let to = -1;
  for (const run of runs) {
    const rawEnd = run.start + (run.span ?? run.length);
    if (run.start >= end || rawEnd <= start) continue;
    // Of an encoded run nobody knows which character is which.
    const whole = run.span !== undefined;
    from = Math.min(from, whole ? run.at : run.at + Math.max(0, start - run.start));
    to = Math.max(to, whole ? run.at + run.length : run.at + Math.min(run.length, end - run.start));
  }
  return from < to ? { from, to } : undefined;
}

/** Disjoint segments, in order: quotes may overlap. */
function segmentsOf(ranges: Range[]): Segment[] {
  if (ranges.length > mostTold) return union(ranges);
  const cuts = [...new Set(ranges.flatMap(({ from, to }) => [from, to]))].toSorted((a, b) => a - b);
  return cuts.slice(1).flatMap((to, index) => {
    const from = cuts[index] ?? 0;
    const by = ranges.filter((each) => each.from <= from && each.to >= to).map((each) => each.by);
    return by.length > 0 ? { from, to, by: [...new Set(by)] } : [];
  });
}

function union(ranges: Range[]): Segment[] {
  const joined: Segment[] = [];
  for (const { from, to } of ranges.toSorted((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else joined.push({ from, to, by: [] });
  }
  return joined;
}
