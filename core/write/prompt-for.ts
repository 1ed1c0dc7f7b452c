import type { Demand, Requirement, TestCase, Wording } from '../types.ts';
import { answerType, caseKeys } from './compile-schema.ts';
import { fillPrompt } from './fill-prompt.ts';
import type { Message, Prompt } from './fill-prompt.ts';

/** A demand with its draft. */
export type DraftedItem = { demand: Demand; draft: TestCase };

export type PromptInput = {
  prompt: Prompt;
  requirement: Requirement;
  items: DraftedItem[];
  neighbours: string[];
};

const mostNeighbours = 4;
const neighbourLength = 70;

/** The messages that ask for these demands' cases: the requirement with the criteria they stem from, and each draft. */
export const promptFor = ({ prompt, requirement, items, neighbours }: PromptInput): Message[] => {
  const keys = caseKeys(items.length);
  const criteria = new Set(items.map(({ demand }) => demand.item.criterion_id));
  const titles = neighbours.slice(0, mostNeighbours).map((title) => `- ${title.slice(0, neighbourLength)}`);
  return fillPrompt(prompt.messages, {
    answer_type: answerType,
    requirement: [
      `${requirement.id}: ${requirement.text}`,
      ...requirement.criteria.filter(({ id }) => criteria.has(id)).map(({ id, text }) => `${id}: ${text}`),
    ].join('\n'),
    neighbours: titles.length > 0 ? titles.join('\n') : 'none',
    drafts: items.map((item, index) => draftLines(keys[index] ?? '', item)).join('\n'),
    keys: keys.length === 1 ? (keys[0] ?? '') : `${keys.slice(0, -1).join(', ')} and ${keys.at(-1)}`,
  });
};

const draftLines = (key: string, { demand: { item }, draft }: DraftedItem): string =>
  `${key} (${item.type}: ${item.statement})\n${JSON.stringify(asWritten(draft))}`;

// In the order and shape of the answer.
const asWritten = ({ title, preconditions, steps, expected_result, test_data }: Wording): object => ({
  expected_result,
  preconditions,
  steps,
  test_data: Object.entries(test_data).map(([name, value]) => ({ name, value })),
  title,
});
