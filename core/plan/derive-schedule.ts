import { circumstances, demanded, triggerOf } from './circumstances.ts';
import { part } from './phrase.ts';
import { outcomeOf } from './predicate.ts';
import type { Seed } from './seed.ts';
import type { Statement } from './statement.ts';

const day = String.raw`(?:day|night|morning|evening|workday|weekday|business day|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|month|week|year)`;
const often = String.raw`(?:(?:every|each)\s+(?:\w+\s+)?${day}|daily|nightly|weekly|monthly|on\s+${day}s)`;
const clock = String.raw`at\s+(\d{1,2}:\d{2}(?:\s?[ap]\.?m\b\.?)?|\d{1,2}\s?[ap]\.?m\b\.?|midnight|noon)`;
const schedule = new RegExp(String.raw`\b(?:${often},?\s+${clock}|${clock}\s+${often})`, 'i');

/** "every day at 06:00": one case at that time. */
export function deriveSchedule(statement: Statement): Seed[] | undefined {
  const { predicate, form, negated, modal, otherwise } = statement;
  if (form !== 'base' || negated || otherwise || /^(?:can|may)$/.test(modal) || !/\sat\s/i.test(predicate.text))
    return undefined;
  const found = schedule.exec(predicate.text);
  const time = found?.[1] ?? found?.[2];
  if (!found || !time) return undefined;
  const outcome = outcomeOf(statement);
  const around = circumstances(statement);
  return [
    {
      type: 'boundary',
      technique: 'boundary_value_analysis',
      statement: `${demanded(around, outcome)} (on time)`,
      evidence: [
        ...statement.conditions.map(({ phrase }) => phrase),
        predicate,
        part(predicate, found.index, found.index + found[0].length),
      ],
      polarity: 'positive',
      trigger: triggerOf(around, `wait until ${time}`),
      response: outcome.predicate.replace(/^be /, ''),
      values: [],
      computed: [],
      facts: {
        circumstances: around,
        role: '',
        attempt: `wait until ${time}`,
        outcome,
        measure: undefined,
        title: '',
        data: { time },
      },
    },
  ];
}
