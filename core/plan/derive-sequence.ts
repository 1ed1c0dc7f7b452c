import { baseForm, isBaseVerb, isThirdPerson } from '../text/verbs.ts';
import { circumstances, demanded, triggerOf } from './circumstances.ts';
import { findLimit } from './limit.ts';
import { outcomeOf } from './predicate.ts';
import type { Seed } from './seed.ts';
import type { Statement } from './statement.ts';

/** "then it stores the order": the subject of the whole. */
const again = /^(?:it|they)\s+/i;

const joint = /,?\s+(?:and\s+)?(?:then|afterwards|finally|lastly|next)\s+|,\s+/i;

/** A known verb, or any word that a determiner follows. */
const isAction = (step: string): boolean =>
  isBaseVerb(/^[\p{L}-]+/u.exec(step)?.[0] ?? '') || /^\p{Ll}+\s+(?:the|an?|its|their|all|each|every)\s/u.test(step);

function inBase(step: string): string {
  const own = step.replace(again, '');
  const verb = /^[\p{L}-]+/u.exec(own)?.[0] ?? '';
  return own !== step && isThirdPerson(verb) ? `${baseForm(verb) ?? verb}${own.slice(verb.length)}` : step;
}

/** "shall first lock the lid, then fill the drum, and finally start the motor": one scenario, with its order. */
export function deriveSequence(statement: Statement): Seed[] | undefined {
  const text = statement.predicate.text.replaceAll(/\s+/g, ' ');
  // "retries up to three times and then …": the number is what matters.
  if (findLimit(text)) return undefined;
  if (statement.form !== 'base' || statement.negated || statement.otherwise) return undefined;
  const ordered = /,?\s+in (?:this|that|the following|the given) order$/i.exec(text);
  if (!ordered && !/^first\s|[,\s](?:then|finally)\s/i.test(text)) return undefined;
  const told = text.slice(0, ordered?.index).replace(/^first\s+/i, '');
  const steps = told.split(ordered ? /,?\s+and\s+|,\s+/i : joint).map(inBase);
  const resumed = !ordered && told.split(joint).some((step) => again.test(step));
  const listed = resumed ? steps.join(', then ') : told;
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
