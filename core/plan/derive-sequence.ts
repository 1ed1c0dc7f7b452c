import { isBaseVerb } from '../text/verbs.ts';
import { circumstances, demanded, triggerOf } from './circumstances.ts';
import { outcomeOf } from './predicate.ts';
import type { Seed } from './seed.ts';
import type { Statement } from './statement.ts';

const joint = /,?\s+(?:and\s+)?(?:then|afterwards|finally|lastly|next)\s+|,\s+/i;

/** A known verb, or any word that a determiner follows. */
const isAction = (step: string): boolean =>
  isBaseVerb(/^[\p{L}-]+/u.exec(step)?.[0] ?? '') || /^\p{Ll}+\s+(?:the|an?|its|their|all|each|every)\s/u.test(step);

/** "shall first lock the lid, then fill the drum, and finally start the motor": one scenario, with its order. */
export function deriveSequence(statement: Statement): Seed[] | undefined {
  const { text } = statement.predicate;
  if (statement.form !== 'base' || statement.negated || statement.otherwise) return undefined;
  const ordered = /,?\s+in (?:this|that|the following|the given) order$/i.exec(text);
  if (!ordered && !/^first\s|[,\s]then\s/i.test(text)) return undefined;
  const listed = text.slice(0, ordered?.index).replace(/^first\s+/i, '');
  const steps = listed.split(ordered ? /,?\s+and\s+|,\s+/i : joint);
  if (steps.length < 2 || !(ordered ? steps.slice(0, 1) : steps).every(isAction)) return undefined;
  const whole = outcomeOf(statement);
  const outcome = { ...whole, predicate: `${listed}, in this order` };
  const around = circumstances(statement);
  return [
    {
      type: 'positive',
      technique: 'scenario',
      statement: demanded(around, outcome),
      evidence: [...statement.conditions.map(({ phrase }) => phrase), statement.predicate],
      polarity: 'positive',
      trigger: triggerOf(around),
      response: listed,
      values: [],
      computed: [],
      facts: {
        circumstances: around,
        role: '',
        attempt: around.length > 0 ? '' : `start ${outcome.actor || 'the sequence'} and write down what happens when`,
        outcome,
        measure: undefined,
        title: steps.join(', then '),
        data: {},
      },
    },
  ];
}
