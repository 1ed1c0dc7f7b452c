import { withoutReported } from '../text/without-reported.ts';
import { words } from '../text/words.ts';
import type { TestCase } from '../types.ts';
import { failure, type Check } from './check-context.ts';

const normal = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/\b(?:again|once more)\b/g, '')
    .replaceAll(/[^\p{L}\p{N}{}]+/gu, ' ')
    .trim();

const demand = /\b(?:shall|must|should|ought to)\b/i;
const declarative = /^(?:the|an?|it|they|this|that|there)\s/i;

/** Steps that repeat each other, say nothing, or state the result; sentences passed off as test data. */
export const checkFiller: Check = (candidate, { draft }) => {
  const steps = candidate.steps.map(normal);
  const repeated = candidate.steps.filter((_, index) => steps.indexOf(steps[index] ?? '') !== index);
  const empty = candidate.steps.filter((step) => normal(step).split(' ').length < 2);
  const outcome = normal(candidate.expected_result);
  // "Measure the time until the page shows the results" holds the outcome as something to wait for.
  const telling = candidate.steps.filter(
    (step) =>
      normal(step).includes(outcome) &&
      !/\b(?:until|whether|that|in which|if)\b/i.test(step) &&
      !draft?.steps.includes(step),
  );
  const demands = [...candidate.preconditions, ...candidate.steps].filter((text) => demand.test(withoutReported(text)));
  const given = candidate.preconditions.filter((text) => normal(text).includes(outcome));
  const passive = candidate.steps.filter((step) => declarative.test(step) && !draft?.steps.includes(step));
  return [
    ...demands.map((text) =>
      failure('filler', `This is a demand, not a step or a state: ${text}`, 'Say what is done, or what is the case'),
    ),
    ...given.map((text) =>
      failure('filler', `A precondition states the result: ${text}`, 'Start from the state before the outcome'),
    ),
    ...passive.map((step) =>
      failure('filler', `A step is no action: ${step}`, 'Start the step with what the tester does'),
    ),
    ...repeated.map((step) => failure('filler', `The same step twice: ${step}`, 'Say once how often it is done')),
    ...empty.map((step) => failure('filler', `A step says nothing: ${step}`, 'Say what is done to what')),
    ...telling.map((step) =>
      failure('filler', `A step states the result: ${step}`, 'Keep the outcome out of the steps; observe it'),
    ),
    ...sentencesAsData(candidate).map((name) =>
      failure(
        'filler',
        `The test data ${name} is a sentence, not a value`,
        `Give ${name} a value that can be typed in`,
      ),
    ),
  ];
};

const longestValue = 6;

function sentencesAsData({ test_data, steps, expected_result }: TestCase): string[] {
  const told = new Set(['resolution', 'decision']);
  const said = new Set([expected_result, ...steps].map(normal));
  return Object.entries(test_data)
    .filter(([name, value]) => !told.has(name) && (said.has(normal(value)) || words(value).length > longestValue))
    .map(([name]) => name);
}
