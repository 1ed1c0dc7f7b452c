import { numberPattern, numberValue, stepOf, writeLike } from '../text/numbers.ts';
import { isBaseVerb } from '../text/verbs.ts';

const unit = String.raw`(?:°\s?[CFK]|%|percent\b|per cent\b|€|\$|£|[kmMGT]?(?:i?B)\b|[kM]bit(?:\/s)?\b|(?:EUR|USD|GBP|CHF|CNY)\b|km\/h\b|m\/s\b|[µumkM]?(?:s|V|A|W|Hz|m|g|Pa|bar|N|l|K)\b|(?:ms|min|h|cm|mm|km|rpm|dB|dpi|px|psi|kWh)\b|[\p{L}][\p{L}-]*(?:\s\p{Ll}+s\b(?<!\s(?:is|as|was|has|always|its|this|does|times)))?)`;

/** `amount` with its unit as written; `text` is both. */
export type Quantity = { amount: string; value: number; unit: string; text: string };

/** A number with its unit as named groups of a pattern. */
export const quantityPattern = (name: string): string =>
  String.raw`(?<${name}>${numberPattern})(?:(?<${name}gap>\s?)(?<${name}unit>${unit}))?`;

/** Base verbs that are units as well. */
const measuring = /^(?:set|split|percent|second|minute|point|step|time|bar|kg|k|m|s)$/i;

/** Reads what `quantityPattern` found; a word that cannot be a unit is none. */
export function quantity(amount: string, unitText: string, gap?: string): Quantity | undefined {
  const value = numberValue(amount.replace(/^\+/, ''));
  if (value === undefined) return undefined;
  const stops =
    /^(?:who|that|which|than|may|can|shall|must|will|should|a|an|per|and|or|to|of|in|for|from|per|at|the|is|are|on|with|by|when|if|as|after|before|while|within|until)$/i;
  const acting = value !== 1 && isBaseVerb(unitText) && !measuring.test(unitText);
  const named = acting || stops.test(unitText) ? '' : unitText;
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
    /^\p{Ll}[\p{Ll}-]{2,}(?:\s[\p{Ll}-]+)?$/u.test(at.unit) &&
    !/^(?:bar|rpm|min|dpi|psi|percent|per cent)$/.test(at.unit);
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
  const amount = money.test(at.unit) && step < 1 ? cents(value, at.amount) : writeLike(value, at.amount);
  const unitText = unitFor(value, at);
  if (amount === 'zero') return { amount, value, unit: unitText, text: `no ${unitText}`.trim() };
  return { amount, value, unit: unitText, text: at.text.replace(at.amount, amount).replace(at.unit, unitText) };
}

/** Cents in the manner of the original: "10,000" → "10,000.01". */
const cents = (value: number, like: string): string => {
  const [whole = '', fraction = ''] = value.toFixed(2).split('.');
  const grouped = /\d,\d{3}/.test(like) ? whole.replaceAll(/\B(?=(?:\d{3})+$)/g, ',') : whole;
  return fraction === '00' ? grouped : `${grouped}.${fraction}`;
};

const timeUnit =
  /^(?:[µumn]?s|msecs?|secs?|seconds?|milliseconds?|minutes?|mins?|h|hours?|hrs?|(?:business |working |calendar )?days?|weeks?|months?|years?)$/i;

/** Whether a unit measures time. */
export function isTime(unitText: string): boolean {
  return timeUnit.test(unitText);
}
