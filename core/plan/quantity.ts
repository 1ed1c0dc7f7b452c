import { numberValue, stepOf, writeLike } from '../text/numbers.ts';

const number = String.raw`[-−+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:[.,]\d+)?|(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b`;
const unit = String.raw`(?:°\s?[CFK]|%|percent\b|per cent\b|€|\$|£|[kmMGT]?(?:i?B)\b|[kM]bit(?:\/s)?\b|(?:EUR|USD|GBP|CHF|CNY)\b|km\/h\b|m\/s\b|[µumkM]?(?:s|V|A|W|Hz|m|g|Pa|bar|N|l|K)\b|(?:ms|min|h|cm|mm|km|rpm|dB|dpi|px|psi|kWh)\b|[\p{L}][\p{L}-]*(?:\s\p{Ll}+s\b(?<!\s(?:is|as|was|has|always|its|this|does|times)))?)`;

/** `amount` with its unit as written; `text` is both. */
export type Quantity = { amount: string; value: number; unit: string; text: string };

export type Bound = 'at_least' | 'at_most' | 'more_than' | 'less_than';

/** A limit in a text. `from` and `to` span its words ("between 16 °C and 30 °C"), so that a value can stand there instead. */
export type Limit =
  | { kind: 'range'; low: Quantity; high: Quantity; from: number; to: number }
  | { kind: 'bound'; bound: Bound; at: Quantity; from: number; to: number };

const q = (name: string): string => String.raw`(?<${name}>${number})(?:(?<${name}gap>\s?)(?<${name}unit>${unit}))?`;
const sign = String.raw`(?<sign>[€$£]\s?)?`;

const range = new RegExp(
  String.raw`(?:(?:in the range )?(?:of |from )?(?:between|from)\s+${q('low')}\s+(?:and|to)\s+${q('high')}|(?<![\p{L}\d_#.-])(?<low2>\d+(?:\.\d+)?)\s?(?:–|-|…|\.\.\.?|to)\s?${q('high2')}(?![-–]?\d))`,
  'iu',
);

const comparators: [RegExp, Bound][] = [
  [
    /(?:at least|no (?:less|fewer) than|not (?:less|fewer) than|a minimum of|minimum(?: of)?|min\.?|>=|≥)\s*$/i,
    'at_least',
  ],
  [
    /(?:at most|up to|no more than|not more than|not exceed(?:ing)?|a maximum of|maximum(?: of)?|max\.?|no later than|<=|≤)\s*$/i,
    'at_most',
  ],
  [
    /(?:exceeds?|exceeding|more than|(?:greater|higher|larger|longer|older|later) than|(?:rises? |goes )?above|over|>)\s*$/i,
    'more_than',
  ],
  [
    /(?:less than|fewer than|(?:lower|smaller|shorter|younger|earlier) than|(?:falls?|drops?|goes) below|below|under|<)\s*$/i,
    'less_than',
  ],
];

/** The first limit that a text states, else undefined. */
export function findLimit(text: string): Limit | undefined {
  const ranged = range.exec(text);
  if (ranged?.groups) {
    const g = ranged.groups;
    const written =
      /^\p{L}+$/u.test(g['lowunit'] ?? '') && g['lowunit'] !== g['highunit'] && !g['highunit']
        ? ''
        : (g['lowunit'] ?? '');
    const high = quantity(
      g['high'] ?? g['high2'] ?? '',
      g['highunit'] ?? g['high2unit'] ?? written,
      g['highgap'] ?? g['high2gap'],
    );
    const low = quantity(
      g['low'] ?? g['low2'] ?? '',
      g['lowunit'] || high?.unit || '',
      g['lowgap'] ?? g['highgap'] ?? g['high2gap'],
    );
    if (low && high && low.value < high.value)
      return { kind: 'range', low, high, from: ranged.index, to: ranged.index + ranged[0].length };
  }
  for (const match of text.matchAll(new RegExp(`(?<![\\p{L}\\d_#.-])${sign}${q('n')}`, 'giu'))) {
    // A comparator stands right before its number; looking further back would be quadratic.
    const before = text.slice(Math.max(0, match.index - 40), match.index);
    const shift = match.index - before.length;
    const at = quantity(
      match.groups?.['n'] ?? '',
      match.groups?.['nunit'] ?? match.groups?.['sign']?.trim() ?? '',
      match.groups?.['ngap'],
    );
    if (!at) continue;
    const end = match.index + match[0].length;
    const later = /^\s+or\s+(more|less|fewer|longer|higher|lower|older|above|below|later)\b/i.exec(text.slice(end));
    if (later) {
      const bound = /less|fewer|lower|below/i.test(later[1] ?? '') ? 'at_most' : 'at_least';
      return { kind: 'bound', bound, at, from: match.index, to: end + later[0].length };
    }
    for (const [pattern, bound] of comparators) {
      const words = pattern.exec(before);
      if (words) return { kind: 'bound', bound, at, from: shift + words.index, to: end };
    }
  }
  return undefined;
}

function quantity(amount: string, unitText: string, gap?: string): Quantity | undefined {
  const value = numberValue(amount.replace(/^\+/, ''));
  if (value === undefined) return undefined;
  const stops =
    /^(?:and|or|to|of|in|for|from|per|at|the|is|are|on|with|by|when|if|as|after|before|while|within|until)$/i;
  const named = stops.test(unitText) ? '' : unitText;
  // "between 1 and 9 tickets": the unit of the other end is plural.
  const unitWord = value === 1 && named.length > 2 && !/(?:ss|us)$/.test(named) ? named.replace(/s$/, '') : named;
  return { amount, value, unit: unitWord, text: `${amount}${unitWord ? (gap ?? ' ') + unitWord : ''}` };
}

const money = /^(?:€|\$|£|EUR|USD|GBP|CHF|CNY|euros?|dollars?|pounds?)$/i;

/** The step to the nearest other value: cents for money, else the last digit as written. */
export function resolution(at: Quantity): number {
  return money.test(at.unit) ? 0.01 : stepOf(at.amount);
}

/** "1 ticket", "0 tickets"; symbols of units have no plural. */
function unitFor(value: number, at: Quantity): string {
  const counted =
    /^\p{Ll}{3,}(?:\s\p{Ll}+)?$/u.test(at.unit) && !/^(?:bar|rpm|min|dpi|psi|percent|per cent)$/.test(at.unit);
  if (!counted) return at.unit;
  if (value === 1) return at.unit.replace(/s$/, '');
  return at.value === 1 && !at.unit.endsWith('s') ? `${at.unit}s` : at.unit;
}

/** What `test_data` says of the step that was chosen. */
export function resolutionNote(at: Quantity): string {
  const step = resolution(at);
  const unitText = step === 1 && at.unit.length > 2 ? at.unit.replace(/s$/, '') : at.unit;
  return `${step} ${unitText}`.trim().concat(' (assumed)');
}

/** The quantity moved by a number of steps, written in the manner of the original. */
export function stepped(at: Quantity, steps: number, step: number = resolution(at)): Quantity {
  if (steps === 0) return at;
  const value = Number((at.value + steps * step).toFixed(6));
  const amount = money.test(at.unit) && step < 1 ? value.toFixed(2).replace(/\.00$/, '') : writeLike(value, at.amount);
  const unitText = unitFor(value, at);
  if (amount === 'zero') return { amount, value, unit: unitText, text: `no ${unitText}`.trim() };
  return { amount, value, unit: unitText, text: at.text.replace(at.amount, amount).replace(at.unit, unitText) };
}

const timeUnit =
  /^(?:[µumn]?s|msecs?|secs?|seconds?|milliseconds?|minutes?|mins?|h|hours?|hrs?|(?:business |working |calendar )?days?|weeks?|months?|years?)$/i;

/** Whether a unit measures time. */
export function isTime(unitText: string): boolean {
  return timeUnit.test(unitText);
}

export type Timed = { at: Quantity; from: number; to: number };

/** "within 2 s", "in less than 2 seconds": the time that the system may take. */
export function findDeadline(text: string): Timed | undefined {
  return timed(
    text,
    /\b(?:within|in (?:less than|under|at most)|in no more than|no later than|at most|not more than)\s+(?:the (?:first|next|following)\s+)?/giu,
  );
}

/** "for 15 minutes": how long something lasts. */
export function findDuration(text: string): Timed | undefined {
  return timed(text, /\bfor\s+(?:at least\s+|exactly\s+|more than\s+)?/giu);
}

/** "after 10 minutes of inactivity": the time that must pass. */
export function findDelay(text: string): Timed | undefined {
  return timed(text, /^(?:a (?:period|delay) of\s+)?/giu) ?? timed(text, /\b(?:more than|longer than|after)\s+/giu);
}

function timed(text: string, lead: RegExp): Timed | undefined {
  for (const match of text.matchAll(lead)) {
    const start = match.index + match[0].length;
    const found = new RegExp(`^${q('n')}`, 'iu').exec(text.slice(start));
    const at = quantity(found?.groups?.['n'] ?? '', found?.groups?.['nunit'] ?? '', found?.groups?.['ngap']);
    if (found && at && isTime(at.unit)) return { at, from: match.index, to: start + found[0].length };
  }
  return undefined;
}

export type Count = { value: number; text: string; from: number; to: number };

/** "three times", "5 consecutive failed attempts": how often something happens before the reaction. */
export function findCount(text: string): Count | undefined {
  const match = new RegExp(
    String.raw`\b(?<n>${number}|twice|thrice)(?:\s+(?:consecutive|successive|failed|unsuccessful|invalid|wrong|incorrect|repeated|times?)\b|(?<=twice|thrice))(?:\s+in a row)?`,
    'iu',
  ).exec(text);
  const written = match?.groups?.['n'];
  const value = written === undefined ? undefined : numberValue(written);
  if (!match || !written || value === undefined || value < 2) return undefined;
  return { value, text: written, from: match.index, to: match.index + written.length };
}

/** One less, written in the manner of the original: `three times` → `two times`, `twice` → `once`. */
export function oneLess(count: Count): string {
  if (/twice/i.test(count.text)) return 'once';
  if (/thrice/i.test(count.text)) return 'twice';
  return writeLike(count.value - 1, count.text);
}
