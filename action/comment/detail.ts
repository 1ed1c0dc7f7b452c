import type { Detail } from './parts.ts';

const all = Number.MAX_SAFE_INTEGER;

export const everything: Detail = {
  full: all,
  titled: 0,
  ideas: true,
  rows: all,
  quiet: all,
  questions: all,
  skipped: all,
};

/** Where nothing is to be tested, only what was passed over is told. */
export const onlyFacts: Detail = { ...everything, skipped: 20 };

// What goes first: what did not change and what was passed over, then ideas.
const lists: Detail = { ...everything, quiet: 0, skipped: 20 };
const facts: Detail[] = [
  { ...lists, full: 0 },
  { ...lists, full: 0, questions: 100 },
  { ...lists, full: 0, questions: 100, rows: 300 },
  { ...lists, full: 0, questions: 30, rows: 60 },
  { ...lists, full: 0, questions: 10, rows: 10, skipped: 0 },
  { ...lists, full: 0, questions: 0, rows: 0, skipped: 0 },
];

/**
 * Steps from much to little: after unchanged rows and ideas the full cases of one requirement after the other, then their
 * titles, then rows and questions. Each step tells no more than the one before it. `count`: requirements with cases.
 */
export function detailAt(step: number, count: number): Detail {
  if (step === 0) return lists;
  const lean = { ...lists, ideas: false };
  const full = count - (step - 1);
  if (full >= 0) return { ...lean, full, titled: count - full };
  const titled = count + full;
  if (titled > 0) return { ...lean, full: 0, titled };
  return facts[Math.min(-titled, facts.length - 1)] ?? lists;
}

export function lastStep(count: number): number {
  return 2 * count + facts.length;
}
