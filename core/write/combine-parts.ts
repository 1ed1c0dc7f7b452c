import type { Wording } from '../types.ts';
import { withSlots } from '../text/find-slots.ts';
import type { WrittenParts } from './read-answer.ts';

/**
 * The wordings that parts of a model's case can make with the rest of its draft, most of the model's words first. A small
 * model often writes a good value beside a bad step: what is good of it need not be lost. The expected result is always
 * the draft's: it says what the requirement demands, and nobody can say that better than the requirement.
 */
export const combineParts = (draft: Wording, parts: WrittenParts): Wording[] => {
  const { steps, preconditions, title } = parts;
  const data = { ...parts.test_data, ...draft.test_data };
  const titled = title === undefined ? draft : { ...draft, title };
  const filled = withSlots(draft, parts.test_data);
  const wordings: Wording[] = [];
  for (const named of title === undefined ? [draft] : [titled, draft]) {
    for (const doing of [steps, filled.steps, draft.steps]) {
      for (const state of [preconditions, filled.preconditions]) {
        if (doing === undefined || state === undefined) continue;
        wordings.push({
          ...named,
          steps: doing,
          preconditions: state,
          test_data: usedData(data, draft, [...doing, ...state]),
        });
      }
    }
  }
  return distinct(wordings).filter((wording) => !isSame(wording, draft));
};

// A value that nothing uses is noise; those of the draft stay, since the rules put them there.
const usedData = (data: Record<string, string>, draft: Wording, texts: string[]): Record<string, string> =>
  Object.fromEntries(
    Object.entries(data).filter(
      ([name]) => Object.hasOwn(draft.test_data, name) || texts.some((text) => text.includes(`{${name}}`)),
    ),
  );

const distinct = (wordings: Wording[]): Wording[] => [
  ...new Map(wordings.map((wording) => [JSON.stringify(wording), wording])).values(),
];

const isSame = (a: Wording, b: Wording): boolean =>
  a.title === b.title &&
  JSON.stringify([a.steps, a.preconditions, a.test_data]) === JSON.stringify([b.steps, b.preconditions, b.test_data]);
