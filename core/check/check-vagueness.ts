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
