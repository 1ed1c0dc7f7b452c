import { verbAt } from '../text/clause.ts';
import { numberValue } from '../text/numbers.ts';
import { findLimit, type Limit } from './limit.ts';
import { isTime, resolutionNote, stepped, type Quantity } from './quantity.ts';
import { findDuration } from './timed.ts';
import type { Variant } from './variant.ts';

/** "the temperature exceeds 90 °C": 91 °C meets it, 90 °C does not. */
export function threshold(said: string): Variant[] | undefined {
  // "reaches 80 %" holds from there on; at zero something counts down.
  const text = said.replace(/\breach(?:es|ed)?\s+(?=[-−+]?[1-9])/i, 'is at least ');
  const limit = findLimit(text);
  if (!limit || (limit.kind === 'bound' && isTime(limit.at.unit) && /\bfor\b/.test(text))) return undefined;
  const write = (at: Quantity): string => valued(text, limit, at);
  const exact = (at: Quantity, met: boolean): Variant => ({
    text: write(at),
    met,
    exact: true,
    values: [at.text],
    computed: [String(at.value)],
    ...(numberValue(at.amount) !== (limit.kind === 'range' ? limit.low : limit.at).value
      ? { resolution: resolutionNote(at) }
      : {}),
  });
  if (limit.kind === 'range') {
    return [
      exact(limit.low, true),
      exact(limit.high, true),
      exact(stepped(limit.low, -1), false),
      exact(stepped(limit.high, 1), false),
    ];
  }
  if (limit.bound === 'exactly')
    return [exact(limit.at, true), exact(stepped(limit.at, -1), false), exact(stepped(limit.at, 1), false)];
  const inclusive = limit.bound === 'at_least' || limit.bound === 'at_most';
  const up = limit.bound === 'at_least' || limit.bound === 'more_than';
  const inside = inclusive ? limit.at : stepped(limit.at, up ? 1 : -1);
  const outside = inclusive ? stepped(limit.at, up ? -1 : 1) : limit.at;
  const negated = /\b(?:not|never)\b/i.test(text) && !/\b(?:not|no) (?:less|more|fewer|exceed)/i.test(text);
  return negated ? undefined : [exact(inside, true), exact(outside, false)];
}

/** Puts a value where the limit stood: "the cart contains more than 10 items" → "the cart contains 11 items". */
function valued(text: string, limit: Limit, at: Quantity): string {
  const before = text.slice(0, limit.from).trimEnd();
  const after = text.slice(limit.to);
  const verb =
    /\b(?:is|are|was|were|has|have|contains?|holds?|lasts?|takes?|weighs?|costs?|measures?|reach(?:es)?|equals?|remains?|stays?|of|with|for)$/i.exec(
      before,
    );
  const acting = verbAt(before);
  const isLast = acting !== undefined && acting.index + acting.word.length === before.length;
  const stem = /\b(?:reach(?:es)?|equals?)$/i.test(before)
    ? before.replace(/\S+$/, 'is')
    : before.replace(/\b(?:rises|falls|drops|goes|climbs|sinks)(?: to)?$/i, 'is');
  // "an air bubble larger than 5 mm is detected", "enters an income above 100 EUR": the limit belongs to a noun.
  const ofNoun = !verb && stem === before && (verbAt(before) !== undefined || verbAt(`it${after}`) !== undefined);
  const linked =
    isLast && stem === before ? before : ofNoun ? `${before} of` : verb || stem !== before ? stem : `${stem} is`;
  return `${linked} ${at.text}${after}`;
}

/** "the pressure drops below 1.2 bar for more than 3 s": the value and the time each decide. */
export function lastingThreshold(text: string): Variant[] | undefined {
  const duration = /\bfor\s/.test(text) ? findDuration(text) : undefined;
  if (!duration || /\b(?:not|never|no)\b/i.test(text)) return undefined;
  const rest = `${text.slice(0, duration.from).trimEnd()}${text.slice(duration.to)}`;
  const [inside, outside, more] = threshold(rest) ?? [];
  if (!inside || !outside || more || /\bfor\b/.test(rest)) return undefined;
  const beyond = /\bmore than\b|\blonger than\b/i.test(text.slice(duration.from, duration.to));
  const enough = beyond ? stepped(duration.at, 1) : duration.at;
  const short = beyond ? duration.at : stepped(duration.at, -1);
  const lasting = (variant: Variant, time: Quantity): Variant => ({
    ...variant,
    text: `${variant.text} for ${time.text}`,
    met: variant.met && time === enough,
    values: [...variant.values, time.text],
    computed: [...variant.computed, String(time.value)],
    resolution: resolutionNote(duration.at),
  });
  return [lasting(inside, enough), lasting(outside, enough), lasting(inside, short)];
}
