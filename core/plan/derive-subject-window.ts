import { isPerson, lowerFirst } from '../text/noun-phrase.ts';
import { baseForm, isParticiple } from '../text/verbs.ts';
import type { Circumstance } from '../types.ts';
import { triggerOf } from './circumstances.ts';
import { findWindow } from './moment.ts';
import { part } from './phrase.ts';
import { numbersIn } from '../text/numbers.ts';
import { outcomeOf } from './predicate.ts';
import type { KnownSeed, Seed } from './seed.ts';
import type { Statement } from './statement.ts';

/** "Orders placed before 14:00 are shipped the same day": the last moment that counts, and the first that does not. */
export function deriveSubjectWindow(statement: Statement): Seed[] | undefined {
  const { subject, form, conditions, otherwise } = statement;
  const window = subject && form === 'base' && !otherwise ? findWindow(subject.text) : undefined;
  if (!subject || !window || window.from === 0 || conditions.length > 0) return undefined;
  const { from, to } = window;
  const points = [window.first, window.last].filter((point) => point !== undefined);
  const moments = [
    ...points.map(({ inside, kind }) => ({ at: inside, kind, within: true })),
    ...points.map(({ outside, kind }) => ({ at: outside, kind, within: false })),
  ];
  return moments.map(({ at, kind, within }): KnownSeed => {
    const joint = kind === 'time' ? 'at' : 'on';
    const thing = lowerFirst(
      `${subject.text.slice(0, from).trimEnd()} ${joint} ${at}${subject.text.slice(to)}`.replaceAll(/\s+/g, ' '),
    );
    const negated = within ? statement.negated : !statement.negated;
    const outcome = { ...outcomeOf({ ...statement, negated }), actor: thing };
    const doing = arranging(thing);
    return {
      type: 'boundary',
      technique: 'boundary_value_analysis',
      statement: `${thing} (${within ? 'inside' : 'outside'} the window) shall ${negated ? 'not ' : ''}${outcome.predicate}`,
      evidence: [subject, part(subject, from, to), statement.predicate],
      polarity: negated ? 'negative' : 'positive',
      trigger: triggerOf(doing.circumstances, doing.attempt),
      response: outcome.predicate.replace(/^be /, ''),
      values: [at],
      computed: numbersIn(at),
      facts: { ...doing, role: '', outcome, measure: undefined, title: '', data: { [kind]: at } },
    };
  });
}

/** "orders placed at 13:59" → "place orders at 13:59"; "customers who order at 13:59" do it themselves. */
function arranging(thing: string): { circumstances: Circumstance[]; attempt: string } {
  const acting = /^(.+?)\s+(?:who|that|which)\s+(.+)$/i.exec(thing);
  if (acting?.[1] && acting[2] && isPerson(acting[1]))
    return { circumstances: [{ role: 'event', text: `${acting[1]} ${acting[2]}` }], attempt: '' };
  const made = /^(.+?)\s+(?:that (?:is|are|was|were)\s+)?([\p{L}-]+)\s+((?:at|on)\s.+)$/iu.exec(thing);
  const base = made?.[2] && isParticiple(made[2]) ? baseForm(made[2]) : undefined;
  return { circumstances: [], attempt: base ? `${base} ${made?.[1]} ${made?.[3]}` : `use ${thing}` };
}
