import { isPlural } from '../text/noun-phrase.ts';
import { circumstances, triggerOf } from './circumstances.ts';
import { outcomeOf } from './predicate.ts';
import type { Seed } from './seed.ts';
import type { Statement } from './statement.ts';

/** What would end a state, so that a test can try it. */
const ending: Record<string, string> = {
  locked: 'unlock',
  closed: 'open',
  open: 'close',
  enabled: 'disable',
  disabled: 'enable',
  active: 'deactivate',
  on: 'switch off',
  off: 'switch on',
  hidden: 'show',
  visible: 'hide',
  engaged: 'release',
  connected: 'disconnect',
};

/**
 * "While the vehicle is moving, the door controller shall keep all doors locked" (worked example 6): something tries to
 * end the kept state; whether the state is also made, nobody says.
 */
export function deriveKeeping(statement: Statement): Seed[] | undefined {
  const kept = /^(?:keep|hold|leave)\s+(.+?)\s+([\p{L}-]+)$/iu.exec(statement.predicate.text);
  const state = kept?.[2]?.toLowerCase() ?? '';
  const verb = Object.hasOwn(ending, state) ? ending[state] : undefined;
  const around = circumstances(statement);
  if (
    !kept?.[1] ||
    !verb ||
    statement.negated ||
    statement.conditions.some(({ keyword }) => !/^(?:while|where|when|if)$/.test(keyword))
  )
    return undefined;
  const things = kept[1];
  const actor = outcomeOf(statement).actor;
  const evidence = [...statement.conditions.map(({ phrase }) => phrase), statement.predicate];
  const technique = 'state_transition' as const;
  return [
    {
      type: 'positive',
      technique,
      statement: `${around.map(({ text }) => text).join('; ') || 'at any time'}: something tries to ${verb} ${things}`,
      evidence,
      polarity: 'positive',
      trigger: triggerOf(around),
      response: `${things} ${state}`,
      values: [],
      computed: [],
      facts: {
        circumstances: around,
        role: '',
        attempt: `try to ${verb} ${things}`,
        outcome: { actor: things, predicate: `stay ${state}`, form: 'base', negated: false },
        measure: undefined,
        title: `keep ${things} ${state}`,
        data: {},
      },
    },
    {
      type: 'edge_case',
      technique,
      statement: `${around.map(({ text }) => text).join('; ') || 'at any time'}, but ${things} ${isPlural(things) ? 'are' : 'is'} not ${state}`,
      evidence,
      question: `Shall ${actor || 'the system'} also make ${things} ${state} when ${isPlural(things) ? 'they are' : 'it is'} not?`,
    },
  ];
}
