import { oppositesOf } from '../text/polarity.ts';
import { contentStems, stem, words } from '../text/words.ts';
import { failure, groundOf, type Check, type CheckContext } from './check-context.ts';
import type { TestCase } from '../types.ts';

/** Words that any result may use: they say how an outcome is seen, not what it is. */
const neutral = new Set(
  `remain stay still no longer become see show display appear visible user system application page screen message state status result value same after
  again now unchanged always both first second third time given least most`
    .split(/\s+/)
    .map(stem),
);

/** Content words of the expected result that nobody gave: each one may be an invented outcome. */
export function novelWords(candidate: TestCase, context: CheckContext): string[] {
  const known = new Set([...words(groundOf(context)).map(stem), ...oppositesOf(context.demand.response)]);
  return contentStems(candidate.expected_result).filter(
    (word) => !known.has(word) && !neutral.has(word) && !/^\d/.test(word),
  );
}

/** One new word can be a synonym; two are an outcome that the requirement does not state. */
export const checkNovelty: Check = (candidate, context) => {
  const novel = novelWords(candidate, context);
  if (novel.length < 2) return [];
  return [
    failure(
      'novelty',
      `The expected result adds what the requirement does not say: ${novel.join(', ')}`,
      'Keep to the outcome that the requirement states',
    ),
  ];
};
