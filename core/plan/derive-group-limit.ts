import { isPerson, lowerFirst } from '../text/noun-phrase.ts';
import { circumstances, triggerOf } from './circumstances.ts';
import { valued } from './derive-subject-limit.ts';
import { findLimit } from './limit.ts';
import { limitPoints } from './limit-points.ts';
import { part } from './phrase.ts';
import { outcomeOf } from './predicate.ts';
import { resolutionNote } from './quantity.ts';
import type { Seed } from './seed.ts';
import type { Statement } from './statement.ts';

const group = /^(.{1,80}?\s(?:for|to|from|by)\s+)(?=\S)/i;

/** "Fees are waived for customers under 18": the limit chooses to whom it happens. */
export function deriveGroupLimit(statement: Statement): Seed[] | undefined {
  const { predicate, form, subject, conditions, otherwise } = statement;
  const lead = form === 'base' && subject && !otherwise ? group.exec(predicate.text)?.[1] : undefined;
  const people = lead ? part(predicate, lead.length) : undefined;
  const limit = people && findLimit(people.text);
  if (!lead || !people || !limit || limit.from === 0 || limit.to < people.text.length || conditions.length > 0)
    return undefined;
  const noun = people.text
    .slice(0, limit.from)
    .trim()
    .replace(/\s+aged$/i, '');
  if (!isPerson(noun) || /\s(?:who|that|with)\s/i.test(` ${noun} `)) return undefined;
  const around = circumstances(statement);
  return limitPoints(limit)
    .filter(({ bound }) => bound !== undefined)
    .map(({ at, inside, bound }) => {
      const whom = lowerFirst(valued(people.text, limit, at));
      const negated = inside ? statement.negated : !statement.negated;
      const outcome = { ...outcomeOf(statement, `${lead}${whom}`), negated };
      return {
        type: 'boundary',
        technique: 'boundary_value_analysis',
        statement: `${outcome.actor} shall ${negated ? 'not ' : ''}${outcome.predicate}`,
        evidence: [predicate, part(people, limit.from, limit.to)],
        polarity: negated ? 'negative' : 'positive',
        trigger: triggerOf(around, whom),
        response: outcome.predicate.replace(/^be /, ''),
        values: [at.text],
        computed: [String(at.value)],
        facts: {
          circumstances: around,
          role: '',
          attempt: `try it with ${whom}`,
          outcome,
          measure: undefined,
          title: '',
          data: { value: at.text, ...(bound && at !== bound ? { resolution: resolutionNote(bound) } : {}) },
        },
      };
    });
}
