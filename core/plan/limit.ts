import { withHeadNoun } from './counted-noun.ts';
import { isTime, quantity, quantityPattern as q, type Quantity } from './quantity.ts';

export type Bound = 'at_least' | 'at_most' | 'more_than' | 'less_than' | 'exactly';

/** A limit in a text. `from` and `to` span its words ("between 16 °C and 30 °C"), so that a value can stand there instead. */
export type Limit =
  | { kind: 'range'; low: Quantity; high: Quantity; from: number; to: number }
  | { kind: 'bound'; bound: Bound; at: Quantity; from: number; to: number };

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
    /(?:exceeds?|exceeding|more than|(?:greater|higher|larger|longer|older|later|heavier|bigger|taller|wider|thicker|deeper|faster|hotter|warmer|louder) than|(?:rises? |goes )?above|over|>)\s*$/i,
    'more_than',
  ],
  [
    /(?:less than|fewer than|(?:lower|smaller|shorter|younger|earlier|lighter|narrower|thinner|slower|colder|cooler|cheaper|quieter|newer) than|(?:falls?|drops?|goes) below|below|under|<)\s*$/i,
    'less_than',
  ],
  [/\b(?:exactly|precisely)\s*$/i, 'exactly'],
];

const anywhere = new RegExp(`(?<![\\p{L}\\d_#.-])${sign}${q('n')}`, 'giu');
const afterwards =
  /^\s+or\s+(more|less|fewer|longer|higher|lower|older|younger|above|below|over|under|later|earlier|larger|smaller|heavier|lighter|newer|shorter)\b/i;

/** A quick look: most texts hold no word of a limit. */
const hinted =
  /between|from|\d\s?(?:–|-|…|\.\.|to\s)|than|at (?:least|most)|up to|m(?:in|ax)|exceed|above|over|below|under|\sor\s|[<>≤≥]|exactly|precisely/i;

const numbered = /\p{N}|\b(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b/iu;

/** The first limit that a text states, else undefined. */
export function findLimit(text: string): Limit | undefined {
  if (!numbered.test(text) || !hinted.test(text)) return undefined;
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
    // "between 15 minutes and 8 hours"
    const mixed = low && high && low.unit !== high.unit && isTime(low.unit) && isTime(high.unit);
    if (low && high && (low.value < high.value || mixed))
      return { kind: 'range', low, high, from: ranged.index, to: ranged.index + ranged[0].length };
  }
  for (const match of text.matchAll(anywhere)) {
    // A comparator stands right before its number; looking further back would be quadratic.
    const before = text.slice(Math.max(0, match.index - 40), match.index);
    const shift = match.index - before.length;
    const found = quantity(
      match.groups?.['n'] ?? '',
      match.groups?.['nunit'] ?? match.groups?.['sign']?.trim() ?? '',
      match.groups?.['ngap'],
    );
    if (!found) continue;
    const written = match.index + match[0].length;
    const at = withHeadNoun(found, text.slice(written, written + 40));
    // A word that is no unit ("65 or older", "6 travel free") does not belong to the limit.
    const idle = at.unit === '' && !match.groups?.['sign'] ? (match.groups?.['nunit'] ?? '') : '';
    const end =
      written + (at.text.length - found.text.length) - idle.length - (idle ? (match.groups?.['ngap'] ?? '').length : 0);
    const later = afterwards.exec(text.slice(end, end + 20));
    if (later) {
      const bound = /less|fewer|lower|below|younger|under|earlier|smaller|lighter|shorter/i.test(later[1] ?? '')
        ? 'at_most'
        : 'at_least';
      return { kind: 'bound', bound, at, from: match.index, to: end + later[0].length };
    }
    for (const [pattern, bound] of comparators) {
      const words = pattern.exec(before);
      if (words) return { kind: 'bound', bound, at, from: shift + words.index, to: end };
    }
  }
  return undefined;
}
