import type { Circumstance, Outcome } from '../types.ts';
import { isState } from '../text/clause.ts';
import { lowerFirst } from '../text/noun-phrase.ts';
import type { Condition, Statement } from './statement.ts';
import { variants } from './vary-condition.ts';

/** A condition as something a tester arranges: a state to set up, or an event to bring about. */
export function circumstance(condition: Condition, text: string = condition.phrase.text): Circumstance {
  const clause = lowerFirst(text);
  const lasting = condition.keyword === 'while' || condition.keyword === 'where';
  const holds = lasting || (isState(clause) && !isDone(condition, clause));
  return { role: holds ? 'state' : 'event', text: clause };
}

/** "when a parcel has been put in": the perfect names an event where the condition asks for a moment. */
export function isDone(condition: Condition, clause: string = condition.phrase.text): boolean {
  return (
    /^(?:when|after)$/.test(condition.keyword) &&
    /\b(?:has|have)\s+(?:been\s+)?(?!the\b|an?\b|at\b|no\b)\p{L}+(?:ed|en|t|n|d|m|ne|g)\b/iu.test(clause)
  );
}

/** Conditions under which the main clause is demanded: not those that lift it (unless, until, except). */
export function demandingConditions(statement: Statement): Condition[] {
  return statement.conditions.filter(({ keyword }) => !/^(?:unless|until|except)$/.test(keyword));
}

/** All conditions met, as written. */
export function circumstances(statement: Statement): Circumstance[] {
  return [...demandingConditions(statement).map((condition) => circumstance(condition)), ...untilStates(statement)];
}

/** The words that steps or preconditions must name. */
export function triggerOf(list: readonly Circumstance[], attempt = ''): string {
  return [...list.map(({ text }) => text), attempt].filter((text) => text !== '').join('; ');
}

/** "until E": the demand holds as long as E has not come. */
export function untilStates(statement: Statement): Circumstance[] {
  return statement.conditions
    .filter(({ keyword }) => keyword === 'until')
    .map((condition) => ({
      role: 'state',
      text:
        variants(condition).find(({ met }) => !met)?.text ??
        `this has not happened yet: ${lowerFirst(condition.phrase.text)}`,
    }));
}

/** An item in one sentence: "when the door is open, the controller shall sound the buzzer". */
export function demanded(list: readonly Circumstance[], { actor, predicate, negated }: Outcome): string {
  const when = list.length > 0 ? `when ${list.map(({ text }) => text).join(' and ')}, ` : '';
  return `${when}${actor || 'the system'} shall ${negated ? 'not ' : ''}${predicate}`;
}
