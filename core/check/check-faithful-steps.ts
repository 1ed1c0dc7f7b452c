import { numbersIn } from '../text/numbers.ts';
import { isNegated, oppositesOf } from '../text/polarity.ts';
import { contentStems, overlap, stem, words } from '../text/words.ts';
import type { CheckFailure, TestCase } from '../types.ts';
import { type Check, failure } from './check-context.ts';

const moment = /\bjust before\b/i;

/** What the draft's steps fix, a rewording keeps: numbers, the moment to look, negation, role and attempt. */
export const checkFaithfulSteps: Check = (candidate, { draft, demand }) => {
  if (!draft) return [];
  const { role, attempt } = demand.facts;
  const doing = told(candidate);
  const used = Object.entries(candidate.test_data).filter(([name]) => doing.includes(`{${name}}`));
  const exercised = numbersIn([doing, ...used.map(([, value]) => value)].join('\n'));
  const lost = numbersIn(told(draft)).filter((number) => !exercised.includes(number));
  const opposite = new Set(oppositesOf(attempt));
  const against = candidate.steps.some((step) =>
    words(step)
      .slice(0, 3)
      .map(stem)
      .some((word) => opposite.has(word)),
  );
  return [
    ...lost.map((number) => trigger(`No step uses ${number}`, `Use ${number} in a step`)),
    ...(moment.test(told(draft)) === moment.test(doing)
      ? []
      : [trigger('The moment to look is another one', 'Keep "just before" as the draft has it')]),
    ...(isNegated(draft.steps.join('\n')) === isNegated(candidate.steps.join('\n'))
      ? []
      : [
          trigger('A step was negated, or a negation was lost', 'Keep the steps as affirmative or negated as they are'),
        ]),
    ...(role === '' || keepsRole(candidate, role, doing)
      ? []
      : [trigger(`Somebody else than ${role} acts`, `Let ${role} act`)]),
    ...(against ? [trigger(`A step does the opposite of: ${attempt}`, `Do this: ${attempt}`)] : []),
  ];
};

const told = ({ preconditions, steps }: TestCase): string => [...preconditions, ...steps].join('\n');

const trigger = (message: string, repair: string): CheckFailure => failure('trigger', message, repair);

function keepsRole({ steps }: TestCase, role: string, doing: string): boolean {
  const acting = steps.flatMap((step) => /^as\s+(.+?),/i.exec(step)?.[1] ?? []);
  return overlap(contentStems(role), doing) === 1 && acting.every((one) => isNegated(one) === isNegated(role));
}
