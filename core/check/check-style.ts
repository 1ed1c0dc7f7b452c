import { failure, groundOf, type Check } from './check-context.ts';

const vague =
  /\b(?:as expected|properly|correctly|appropriately|accordingly|as appropriate|as needed|as required|works? (?:fine|well)|somehow|in some way|etc)\b/i;

/** A result that nobody can judge. Words that the requirement itself uses are its own business. */
export const checkVagueness: Check = (candidate, context) => {
  const ground = groundOf(context).toLowerCase();
  return [candidate.expected_result, ...candidate.steps].flatMap((text) => {
    const word = vague.exec(text)?.[0];
    return word && !ground.includes(word.toLowerCase())
      ? [failure('vagueness', `"${word}" cannot be judged`, 'Say what can be seen')]
      : [];
  });
};

const normal = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}{}]+/gu, ' ')
    .trim();

/** Steps that repeat each other, or that only fill space. */
export const checkFiller: Check = (candidate) => {
  const steps = candidate.steps.map(normal);
  const repeated = candidate.steps.filter((_, index) => steps.indexOf(steps[index] ?? '') !== index);
  const empty = candidate.steps.filter((step) => normal(step).split(' ').length < 2);
  return [
    ...repeated.map((step) => failure('filler', `The same step twice: ${step}`, 'Say once how often it is done')),
    ...empty.map((step) => failure('filler', `A step says nothing: ${step}`, 'Say what is done to what')),
  ];
};
