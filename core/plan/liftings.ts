import { splitCombined } from '../text/clause.ts';
import type { Circumstance } from '../types.ts';
import { circumstance } from './circumstances.ts';
import type { Condition } from './statement.ts';
import { variants } from './vary-condition.ts';
import type { Variant } from './variant.ts';

/** One way to arrange an exception, with the numbers that it adds. */
export type Arrangement = { list: Circumstance[]; values: string[]; computed: string[] };

/** Ways in which an exception leaves the demand standing, and ways in which it lifts it. */
export type Lifting = { standing: Arrangement[]; lifted: Arrangement[] };

/**
 * "unless A or B": the demand stands only when neither holds; either one lifts it. "unless A and B": it stands as soon
 * as one of them does not hold.
 */
export function lifting(condition: Condition): Lifting {
  const { parts, joined } = splitCombined(condition.phrase.text);
  const sides = parts.map((text) => {
    const list = variants({ ...condition, phrase: { ...condition.phrase, text } });
    return { met: list.find(({ met }) => met), unmet: list.find(({ met }) => !met) };
  });
  const arrange = (chosen: (Variant | undefined)[]): Arrangement => {
    const known = chosen.filter((one) => one !== undefined);
    return {
      list: known.map(({ text }) => circumstance(condition, text)),
      values: known.flatMap(({ values }) => values),
      computed: known.flatMap(({ computed }) => computed),
    };
  };
  if (sides.some(({ met, unmet }) => !met || !unmet)) return whole(condition);
  const all = (side: 'met' | 'unmet'): Arrangement => arrange(sides.map((one) => one[side]));
  const each = (side: 'met' | 'unmet', rest: 'met' | 'unmet'): Arrangement[] =>
    sides.map((_, index) => arrange(sides.map((one, at) => one[at === index ? side : rest])));
  return joined === 'or' && parts.length > 1
    ? { standing: [all('unmet')], lifted: each('met', 'unmet') }
    : { standing: each('unmet', 'met'), lifted: [all('met')] };
}

/** An exception whose opposite cannot be said plainly is named as it is. */
function whole(condition: Condition): Lifting {
  const { role, text } = circumstance(condition);
  const none = { values: [], computed: [] };
  return {
    standing: [{ list: [{ role: 'state', text: `it is not the case that ${text}` }], ...none }],
    lifted: [{ list: [{ role, text }], ...none }],
  };
}
