import { isClause } from '../text/clause.ts';
import { deriveReaction } from './derive-reaction.ts';
import { part } from './phrase.ts';
import { isTime, quantity, quantityPattern as q } from './quantity.ts';
import { isKnown, type Seed } from './seed.ts';
import type { Condition, Statement } from './statement.ts';

const later = new RegExp(String.raw`\s${q('n')}\s+after\s+(?<event>[^,;]{4,80})$`, 'iu');

/** "The lights switch off 30 seconds after the doors are locked": by then, and not before. */
export function deriveAfterwards(statement: Statement): Seed[] | undefined {
  const { predicate, form, conditions, otherwise, modal, negated } = statement;
  if (form !== 'base' || negated || otherwise || conditions.length > 0 || /^(?:can|may)$/.test(modal)) return undefined;
  if (!/\safter\s/i.test(predicate.text)) return undefined;
  const match = later.exec(predicate.text);
  const { n = '', nunit = '', ngap, event = '' } = match?.groups ?? {};
  const at = quantity(n, nunit, ngap);
  const before = predicate.text.slice(0, match?.index);
  if (!match || !at || !isTime(at.unit) || !isClause(event)) return undefined;
  if (/\b(?:within|than|most|least|to|until|for|by|in)$/i.test(before)) return undefined;
  const start = predicate.text.length - event.length;
  const when: Condition = { keyword: 'after', phrase: part(predicate, start) };
  const [seed] = deriveReaction({ ...statement, predicate: part(predicate, 0, match.index), conditions: [when] });
  if (!seed || !isKnown(seed)) return undefined;
  const evidence = [...(statement.subject ? [statement.subject] : []), predicate];
  const passed = `${at.text} have passed`;
  const circumstances = seed.facts.circumstances.map((one) => ({ ...one, role: 'event' as const }));
  const facts = { ...seed.facts, circumstances, data: { duration: at.text } };
  return [
    {
      ...seed,
      statement: `${seed.statement} when ${passed}`,
      evidence,
      values: [at.text],
      facts: { ...facts, measure: { moment: passed } },
    },
    {
      ...seed,
      type: 'boundary',
      technique: 'boundary_value_analysis',
      statement: `${seed.statement}: not yet just before ${passed}`,
      evidence,
      polarity: 'negative',
      values: [at.text],
      facts: {
        ...facts,
        outcome: { ...facts.outcome, negated: true },
        measure: { moment: `just before ${passed}` },
      },
    },
  ];
}
