import type { Circumstance } from '../types.ts';
import { circumstance, triggerOf } from './circumstances.ts';
import { lastingState } from './derive-duration.ts';
import type { KnownSeed } from './seed.ts';
import type { Condition, Statement } from './statement.ts';
import { variants } from './vary-condition.ts';

/**
 * "display a warning until the operator acknowledges it": once that has come, the warning is no longer displayed. A state
 * that is only kept ("remain closed until …") may go on; that stays a question.
 */
export function deriveUntil(statement: Statement, list: Circumstance[]): KnownSeed[] {
  const lasting = endingState(statement);
  if (!lasting) return [];
  return statement.conditions
    .filter(({ keyword }) => keyword === 'until')
    .map((condition) => {
      const met = variants(condition).find((variant) => variant.met);
      const event: Circumstance = { ...circumstance(condition, met?.text), role: 'event' };
      return {
        type: 'negative',
        technique: 'state_transition',
        statement: `as soon as ${event.text}, ${lasting.actor} shall no longer be ${lasting.state}`,
        evidence: [condition.phrase, statement.predicate],
        polarity: 'negative',
        trigger: triggerOf([event]),
        response: lasting.state,
        values: met?.values ?? [],
        computed: met?.computed ?? [],
        facts: {
          circumstances: [...list, event],
          role: '',
          attempt: '',
          outcome: { actor: lasting.actor, predicate: `be no longer ${lasting.state}`, form: 'base', negated: false },
          measure: undefined,
          title: '',
          data: {},
        },
      };
    });
}

/** The state that such a demand makes, and that ends with it. */
function endingState(statement: Statement): ReturnType<typeof lastingState> {
  if (
    statement.negated ||
    statement.form !== 'base' ||
    /^(?:remain|stay|be|keep|hold)\b/i.test(statement.predicate.text)
  )
    return undefined;
  return lastingState(statement, statement.predicate.text);
}

/** Whether an "until" already says what follows. */
export const saysWhatFollows = (statement: Statement, { keyword }: Condition): boolean =>
  keyword === 'until' && endingState(statement) !== undefined;
