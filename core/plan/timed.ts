import { isTime, quantity, quantityPattern as q, type Quantity } from './quantity.ts';

export type Timed = { at: Quantity; from: number; to: number };

/** "within 2 s", "in less than 2 seconds": the time that the system may take. */
export function findDeadline(text: string): Timed | undefined {
  return timed(
    text,
    // "at intervals of at most 5 s" names a property, not a deadline.
    /(?<!\bof\s+)\b(?:within|in (?:less than|under|at most)|in no more than|no later than|at most|not more than)\s+(?:the (?:first|next|following)\s+)?/giu,
  );
}

/** "for 15 minutes": how long something lasts. */
export function findDuration(text: string): Timed | undefined {
  return timed(text, /\bfor\s+(?:at least\s+|exactly\s+|more than\s+)?/giu);
}

/** "for at most 2 minutes": how long somebody may have it. */
export function findAllowance(text: string): Timed | undefined {
  return timed(text, /\bfor\s+(?:at most|up to|no more than|not more than|a maximum of|no longer than)\s+/giu);
}

/** "after 10 minutes of inactivity": the time that must pass. */
export function findDelay(text: string): Timed | undefined {
  return timed(text, /^(?:a (?:period|delay) of\s+)?/giu) ?? timed(text, /\b(?:more than|longer than|after)\s+/giu);
}

const amount = new RegExp(`^${q('n')}`, 'iu');

function timed(text: string, lead: RegExp): Timed | undefined {
  for (const match of text.matchAll(lead)) {
    const start = match.index + match[0].length;
    const found = amount.exec(text.slice(start, start + 60));
    const at = quantity(found?.groups?.['n'] ?? '', found?.groups?.['nunit'] ?? '', found?.groups?.['ngap']);
    if (found && at && isTime(at.unit)) return { at, from: match.index, to: start + found[0].length };
  }
  return undefined;
}
