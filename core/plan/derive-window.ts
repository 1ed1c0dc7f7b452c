import { numbersIn } from '../text/numbers.ts';
import { deriveCapability } from './derive-permission.ts';
import { deriveReaction } from './derive-reaction.ts';
import { findWindow } from './moment.ts';
import { part, type Phrase } from './phrase.ts';
import { isKnown, type Seed } from './seed.ts';
import type { Condition, Statement } from './statement.ts';

/** What holds only within its window says by that what is outside. */
export const admitting =
  /^(?:accept|allow|permit|be (?:\w+ly )?(?:accepted|allowed|permitted|possible|valid|open|available))\b/i;

/** "Orders can be placed between 08:00 and 18:00", "applications are accepted until 31 December 2026". */
export function deriveWindow(statement: Statement): Seed[] | undefined {
  const found = statement.form === 'base' ? windowOf(statement) : undefined;
  if (!found) return undefined;
  const { first, last, span, without } = found;
  const implied =
    statement.negated ||
    /^(?:can|may)$/.test(statement.modal) ||
    admitting.test(statement.predicate.text.replaceAll(/\s+/g, ' '));
  const points = [
    ...[first, last].flatMap((point) => (point ? [{ ...point, at: point.inside, within: true }] : [])),
    ...[first, last].flatMap((point) => (point ? [{ ...point, at: point.outside, within: false }] : [])),
  ];
  return points.flatMap(({ at, kind, within, inside, outside }): Seed[] => {
    const when: Condition = { keyword: 'when', phrase: { ...span, text: `the ${kind} is ${at}` } };
    const one = {
      ...without,
      // First, so that a title holds it.
      conditions: [when, ...without.conditions],
      negated: within ? statement.negated : !statement.negated,
    };
    const [seed] = deriveCapability(one) ?? deriveReaction(one);
    if (!seed || !isKnown(seed)) return [];
    const place = within === (at === inside) && at !== outside ? 'inside' : 'outside';
    const common = {
      type: 'boundary' as const,
      technique: 'boundary_value_analysis' as const,
      statement: `${seed.statement} (${kind} ${at}, ${place} the window)`,
      evidence: [span, without.predicate],
    };
    if (!within && !implied) return [{ ...common, question: `What shall happen when the ${kind} is ${at}?` }];
    return [
      { ...seed, ...common, values: [at], computed: numbersIn(at), facts: { ...seed.facts, data: { [kind]: at } } },
    ];
  });
}

type Found = Pick<NonNullable<ReturnType<typeof findWindow>>, 'first' | 'last'> & { span: Phrase; without: Statement };

/** The window in the predicate or in a condition, and the statement without it. */
function windowOf(statement: Statement): Found | undefined {
  const { predicate } = statement;
  const found = findWindow(predicate.text);
  if (found && found.from > 0) {
    const rest = `${predicate.text.slice(0, found.from).trimEnd()}${predicate.text.slice(found.to)}`;
    const text = rest.replace(/\s+(?:only|each|every) day$|\s+on$/i, '');
    return {
      ...found,
      span: part(predicate, found.from, found.to),
      without: { ...statement, predicate: { ...predicate, text } },
    };
  }
  for (const condition of statement.conditions) {
    const { keyword, phrase } = condition;
    if (!/^(?:until|before|after)$/.test(keyword)) continue;
    const window = findWindow(`${keyword} ${phrase.text}`);
    if (!window || window.from > 0 || window.to < keyword.length + 1 + phrase.text.length) continue;
    const conditions = statement.conditions.filter((other) => other !== condition);
    return { ...window, span: phrase, without: { ...statement, conditions } };
  }
  return undefined;
}
