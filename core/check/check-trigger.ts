import { numbersIn } from '../text/numbers.ts';
import { isNegated, oppositesUsed } from '../text/polarity.ts';
import { actingStems, contentStems, overlap, stem, words } from '../text/words.ts';
import type { TestCase } from '../types.ts';
import { doingOf, failure, type Check } from './check-context.ts';

/** Share of the condition's words that must be named; the rest may be said in other words. */
const named = 0.6;
const looking = /^(?:look at|observe|measure)\b/i;

/** Steps and preconditions bring about the condition of the item, with its values, and not the opposite one. */
export const checkTrigger: Check = (candidate, context) => {
  const { demand } = context;
  const doing = doingOf(candidate);
  const wanted = actingStems(demand.trigger);
  const failures =
    overlap(wanted, doing) < named
      ? [
          failure(
            'trigger',
            `Steps and preconditions do not bring about: ${demand.trigger}`,
            `Name in the steps: ${demand.trigger}`,
          ),
        ]
      : [];
  const everything = `${doing}\n${candidate.expected_result}`;
  for (const value of demand.values) {
    const numbers = numbersIn(value);
    const held =
      numbers.length > 0
        ? numbers.every((number) => numbersIn(everything).includes(number))
        : holdsWords(value, everything);
    if (!held) failures.push(failure('trigger', `The value ${value} is not exercised`, `Use ${value} in a step`));
  }
  // "Look at the nearest known key": what is looked at is in the words of the outcome.
  const acting = doingOf({ ...candidate, steps: candidate.steps.filter((step) => !looking.test(step)) });
  const outcome = contentStems(demand.response);
  const turned = oppositesUsed(demand.trigger, doing).filter(
    (word) =>
      !(outcome.includes(word) && !oppositesUsed(demand.trigger, acting).includes(word)) &&
      !contentStems(demand.facts.outcome.initially ?? '').includes(word) &&
      !contentStems(demand.facts.attempt).includes(word),
  );
  if (demand.trigger !== '' && turned.length > 0)
    failures.push(
      failure(
        'trigger',
        `Steps or preconditions say the opposite (${turned.join(', ')}) of: ${demand.trigger}`,
        'Keep the condition as the item states it',
      ),
    );
  if (
    context.draft &&
    isNegated(doingOf(withoutStarts(candidate, wanted))) !== isNegated(doingOf(withoutStarts(context.draft, wanted)))
  ) {
    failures.push(
      failure(
        'trigger',
        'A condition was negated, or a negation was lost',
        `Keep the condition as it is: ${demand.trigger || demand.item.statement}`,
      ),
    );
  }
  return failures;
};

/** Without preconditions that do not speak of the condition: "the account is not locked" is only where it starts. */
function withoutStarts(given: TestCase, wanted: string[]): TestCase {
  return { ...given, preconditions: given.preconditions.filter((text) => overlap(wanted, text) > 0) };
}

function holdsWords(value: string, text: string): boolean {
  const held = new Set(words(text).map(stem));
  return words(value).every((word) => held.has(stem(word)));
}
