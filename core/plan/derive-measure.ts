import { isPlural } from '../text/noun-phrase.ts';
import { thirdPerson } from '../text/verbs.ts';
import { circumstances, triggerOf } from './circumstances.ts';
import { part } from './phrase.ts';
import { outcomeOf } from './predicate.ts';
import { findDeadline, findDuration } from './timed.ts';
import { findLimit } from './limit.ts';
import type { Seed } from './seed.ts';
import type { Statement } from './statement.ts';

/** A limit on what the system delivers, other than a deadline: one case that measures it at the stated limit. */
export function deriveMeasure(statement: Statement): Seed[] | undefined {
  const text = statement.predicate.text;
  if (
    !/^(?:be|have|exceed|take|last|consume|use|need|weigh|reach|stay|remain|require|draw|deliver|achieve)\b/i.test(
      text,
    ) &&
    !(statement.made && /^(?:contain|hold|include|consist|fit|list|carry)\b/i.test(text))
  )
    return undefined;
  const shift = statement.negated ? 'not '.length : 0;
  const limit = findLimit(statement.negated ? `not ${text}` : text);
  if (!limit || !statement.subject || findDeadline(text) || findDuration(text)) return undefined;
  const outcome = outcomeOf(statement);
  const around = circumstances(statement);
  const bound = limit.kind === 'range' ? limit.high : limit.at;
  return [
    {
      type: 'boundary',
      technique: 'boundary_value_analysis',
      statement: `${outcome.actor} measured against the limit: ${text}`,
      evidence: [statement.subject, part(statement.predicate, Math.max(limit.from - shift, 0), limit.to - shift)],
      polarity: statement.negated ? 'negative' : 'positive',
      trigger: triggerOf(around, outcome.actor),
      response: outcome.predicate.replace(/^be /, ''),
      values: [bound.text],
      computed: [],
      facts: {
        circumstances: around,
        role: '',
        attempt: `measure ${measured(outcome.actor, text)}`,
        outcome,
        measure: undefined,
        title: '',
        data: { limit: bound.text },
      },
    },
  ];
}

/** "what the pump delivers" in contrast to "the response time". */
function measured(actor: string, predicate: string): string {
  const verb = /^(?:consume|use|draw|deliver|achieve|take|weigh)\b/i.exec(predicate)?.[0].toLowerCase();
  return verb ? `what ${actor} ${isPlural(actor) ? verb : thirdPerson(verb)}` : actor;
}
