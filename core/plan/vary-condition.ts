import { negateClause, splitCombined, verbAt } from '../text/clause.ts';
import { undenied } from '../text/undenied.ts';
import { lowerFirst } from '../text/noun-phrase.ts';
import { findCount, oneLess } from './count.ts';
import { findLimit, type Limit } from './limit.ts';
import { findDeadline, findDelay, findDuration } from './timed.ts';
import { resolutionNote, stepped, type Quantity } from './quantity.ts';
import type { Condition } from './statement.ts';
import { lastingThreshold, threshold } from './threshold.ts';
import { plain, type Variant } from './variant.ts';

/**
 * How a condition can be met and not met, in plain clauses. The first variant meets it. A variant that does not meet it
 * is there only where it can be said safely.
 */
export function variants(condition: Condition): Variant[] {
  const text = lowerFirst(condition.phrase.text);
  // What is said of two clauses at once cannot be varied as one.
  if (splitCombined(text).parts.length > 1) return [plain(text, true)];
  const found = counted(text) ?? delayed(condition, text) ?? lastingThreshold(text) ?? missing(text) ?? threshold(text);
  if (found) return found;
  const opposite = negateClause(text);
  return opposite ? [plain(text, true), plain(opposite, false)] : [plain(text, true)];
}

/** "submits an invalid password three times" → two times does not suffice. */
function counted(text: string): Variant[] | undefined {
  const count = findCount(text);
  if (!count) return undefined;
  const limit = findLimit(text);
  if (limit?.kind === 'bound' && limit.from < count.from && count.from < limit.to) return compared(text, limit);
  const fewer = oneLess(count);
  const rewritten = `${text.slice(0, count.from)}${fewer}${text.slice(count.to)}`
    .replace(/\bone (times)\b/, 'one time')
    .replace(/\bone (consecutive |failed |unsuccessful |invalid |wrong )*(\w+)s\b/, (all) => all.replace(/s$/, ''));
  return [
    { ...plain(text, true), values: [count.text] },
    { text: rewritten, met: false, exact: true, values: [fewer], computed: [String(count.value - 1)] },
  ];
}

/** "expands to more than 200 times its size": 201 times is more, 200 times is not. */
function compared(text: string, { from, to, bound, at }: Extract<Limit, { kind: 'bound' }>): Variant[] | undefined {
  if (bound === 'exactly' || /\b(?:not|never)\b/i.test(text.slice(0, from))) return undefined;
  const up = bound === 'more_than' || bound === 'at_least' ? 1 : -1;
  const inclusive = bound === 'at_least' || bound === 'at_most';
  return [
    { at: inclusive ? at : stepped(at, up), met: true },
    { at: inclusive ? stepped(at, -up) : at, met: false },
  ].map(({ at: value, met }) => ({
    text: `${text.slice(0, from)}${value.text}${text.slice(to)}`,
    met,
    exact: true,
    values: [value.text],
    computed: [String(value.value)],
    ...(value === at ? {} : { resolution: resolutionNote(at) }),
  }));
}

/** "after 10 minutes of inactivity": nothing yet after 9 minutes. */
function delayed(condition: Condition, text: string): Variant[] | undefined {
  if (condition.keyword !== 'after') return undefined;
  const delay = findDelay(text);
  if (!delay || delay.from > 0) return undefined;
  const rest = text.slice(delay.to);
  return around(delay.at, (at) => `${at.text}${rest} pass`);
}

function around(at: Quantity, write: (at: Quantity) => string): Variant[] {
  const before = stepped(at, -1);
  return [
    { ...plain(write(at), true), values: [at.text] },
    {
      text: write(before),
      met: false,
      exact: true,
      values: [before.text],
      computed: [String(before.value)],
      resolution: resolutionNote(at),
    },
  ];
}

/** "no heartbeat is received for 500 ms" (worked example 11), "the button is held for 3 s", "does not confirm within 30 s". */
function missing(text: string): Variant[] | undefined {
  const duration = findDuration(text);
  const deadline = duration ? undefined : findDeadline(text);
  const time = duration ?? deadline;
  if (!time) return undefined;
  // "for more than 3 s": at 3 s nothing happens yet.
  const beyond = /\bmore than\b|\blonger than\b/i.test(text.slice(time.from, time.to));
  const before = beyond ? time.at : stepped(time.at, -1);
  const reached = beyond ? stepped(time.at, 1) : time.at;
  const none = /\bno\s+(?=\p{L})/iu.exec(text);
  const absent = none !== null || /\b(?:not|never)\b/i.test(text);
  const opposite =
    none && none.index > 0
      ? (undenied(text, verbAt(text)) ?? text.replace(none[0], 'a '))
      : absent
        ? negateClause(text)
        : text;
  if (!opposite) return undefined;
  const phrase = text.slice(time.from, time.to);
  const lead = absent ? 'after' : (/^\S+/.exec(phrase)?.[0] ?? 'for');
  if (!absent && deadline) return undefined;
  const met = beyond ? text.replace(phrase, `${lead} ${reached.text}`) : text;
  return [
    { ...plain(met, true), values: [reached.text], computed: beyond ? [String(reached.value)] : [] },
    {
      text: opposite.replace(phrase, `${lead} ${before.text}`),
      met: false,
      exact: true,
      values: [before.text],
      computed: [String(before.value)],
      resolution: resolutionNote(time.at),
    },
  ];
}
