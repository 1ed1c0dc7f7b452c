import { isPlural, lowerFirst } from '../text/noun-phrase.ts';
import type { Circumstance, Outcome } from '../types.ts';
import { circumstance } from './circumstances.ts';
import { lastingState } from './derive-duration.ts';
import { outcomeOf } from './predicate.ts';
import { findDeadline, findDuration, type Timed } from './timed.ts';
import type { Statement } from './statement.ts';

/** What a reaction is without its times: a deadline is measured, a duration has items of its own. */
export type ReactionOutcome = { outcome: Outcome; limit: string; measuredFrom: Circumstance[] };

export function reactionOutcome(statement: Statement): ReactionOutcome {
  const text = statement.predicate.text;
  const deadline = findDeadline(text);
  if (deadline) return timedOutcome(statement, deadline);
  const duration = findDuration(text);
  const rest = duration ? without(text, duration) : text;
  const lasting = duration && lastingState(statement, text.slice(0, duration.from).trim());
  if (!lasting) return { outcome: outcomeOf(statement), limit: '', measuredFrom: [] };
  const outcome = outcomeOf(statement, rest);
  const begins = !/^(?:be|stay|remain|keep|hold|retain|store|preserve)\b/i.test(rest);
  const initially = `${lasting.actor} ${isPlural(lasting.actor) ? 'are' : 'is'} not ${lasting.state}`;
  return { outcome: begins ? { ...outcome, initially } : outcome, limit: '', measuredFrom: [] };
}

/** "show the list within 3 s after the customer has signed in": the time is measured from that event. */
function timedOutcome(statement: Statement, deadline: Timed): ReactionOutcome {
  const text = statement.predicate.text;
  const start = /^\s*(?:after|of|from|since|once|when|upon)\s+(?:the moment\s+)?(.+)$/i.exec(text.slice(deadline.to));
  const limit = deadline.at.text;
  if (!start?.[1]) return { outcome: outcomeOf(statement, without(text, deadline)), limit, measuredFrom: [] };
  const phrase = { text: start[1], from: 0, to: start[1].length };
  const event = circumstance({ keyword: 'after', phrase }, lowerFirst(start[1]));
  return {
    outcome: outcomeOf(statement, text.slice(0, deadline.from).trim()),
    limit,
    measuredFrom: [{ ...event, role: 'event' }],
  };
}

/** The text without a time; a joint that the cut leaves at the end goes with it. */
const without = (text: string, { from, to }: Timed): string =>
  `${text.slice(0, from).trimEnd()}${text.slice(to)}`.trim().replace(/\s+(?:or|and)$/i, '');
