import { stem, words } from '../text/words.ts';
import { failure, groundOf, type Check } from './check-context.ts';

/** The prompt shows one worked example; its words must not leak into cases about something else. */
export const checkLeak: Check = (candidate, context) => {
  const known = new Set(words(groundOf(context)).map(stem));
  const said = new Set(
    words(
      [
        candidate.title,
        ...candidate.preconditions,
        ...candidate.steps,
        candidate.expected_result,
        ...Object.values(candidate.test_data),
      ].join('\n'),
    ).map(stem),
  );
  const leaked = (context.exampleWords ?? [])
    .map((word) => stem(word.toLowerCase()))
    .filter((word) => said.has(word) && !known.has(word));
  return leaked.length === 0
    ? []
    : [
        failure(
          'leak',
          `Words of the prompt's example turn up: ${[...new Set(leaked)].join(', ')}`,
          'Write about this requirement only',
        ),
      ];
};
