import type { Demand, Requirement, TestCase } from '../types.ts';
import { type AnswerForm, answerType, caseKeys, ideasKey, partsOf } from './compile-schema.ts';
import type { PromptContext } from './context/context-for.ts';
import { oneLine } from './context/one-line.ts';
import { fillPrompt } from './fill-prompt.ts';
import type { Message, Prompt } from './fill-prompt.ts';
import { findSlots, withSlots } from '../text/find-slots.ts';
import { usedVariables } from './prompt-variables.ts';

/** A demand with its draft. */
export type DraftedItem = { demand: Demand; draft: TestCase };

export type PromptInput = {
  prompt: Prompt;
  requirement: Requirement;
  items: DraftedItem[];
  context: PromptContext;
  /** How many cases of its own the model may add. */
  /** What the answer is to hold. */
  form?: AnswerForm;
};

// Together a third of the smallest window. What a draft is about stands in it whole, whatever is cut here.
const longest = { id: 80, text: 1600, criterion: 600, criteria: 1800, statement: 300, draft: 400 };

/** The messages that ask for these demands' cases: the requirement with the criteria they stem from, and each draft. */
export const promptFor = ({
  prompt,
  requirement,
  items,
  context,
  form = { parts: prompt.parts, ideas: 0 },
}: PromptInput): Message[] => {
  const keys = caseKeys(items.length);
  const values = new Map([
    ['answer_type', answerType(prompt.ideas > 0)],
    ['examples', list(context.examples)],
    ['glossary', list(context.glossary)],
    ['neighbours', list(context.neighbours)],
    ['requirement', requirementLines(requirement, items, !isDataOnly(items, form)).join('\n')],
    ['drafts', items.map((item, index) => draftLines(keys[index] ?? '', item, form)).join('\n')],
    ['keys', enumerated(form.ideas > 0 ? [...keys, ideasKey] : keys)],
  ]);
  const used = usedVariables(prompt.messages);
  return fillPrompt(prompt.messages, Object.fromEntries([...values].filter(([name]) => used.includes(name))));
};

const list = (entries: readonly string[]): string =>
  entries.length === 0 ? 'none' : entries.map((entry) => `- ${oneLine(entry, longest.criterion)}`).join('\n');

// Each text on a line of its own, so that none can look like another id or another draft.
const requirementLines = ({ id, text, criteria }: Requirement, items: DraftedItem[], named: boolean): string[] => {
  const line = (name: string, said: string) => (named ? `${oneLine(name, longest.id)}: ${said}` : said);
  const stems = new Set(items.map(({ demand }) => demand.item.criterion_id));
  const lines = [line(id, oneLine(text, longest.text))];
  let room = longest.criteria;
  for (const criterion of criteria.filter((each) => stems.has(each.id))) {
    const said = line(criterion.id, oneLine(criterion.text, longest.criterion));
    if (said.length > room) continue;
    room -= said.length;
    lines.push(said);
  }
  return lines;
};

// Asked for values, a small model takes an id for one.
const isDataOnly = (items: DraftedItem[], form: AnswerForm): boolean =>
  items.every(({ draft }) => partsOf(draft, form).join() === 'd');

const enumerated = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

/** Which parts are wanted, what must be exercised, and the draft with a `{name}` at each place that needs a value. */
const draftLines = (key: string, { demand: { item }, draft }: DraftedItem, form: AnswerForm): string => {
  const { expected_result, preconditions, steps, test_data } = withSlots(draft, namesOf(draft));
  const shown = (text: string) => oneLine(text, longest.draft);
  const parts = partsOf(draft, form);
  if (parts.join() === 'd') {
    const names = Object.keys(namesOf(draft));
    const places = [...preconditions, ...steps].filter((text) => names.some((name) => text.includes(`{${name}}`)));
    return `${key}: ${names.join(', ')} in ${JSON.stringify(places.map(shown).join('. '))}`;
  }
  const data = Object.entries(test_data).map(([name, value]) => [shown(name), shown(value)]);
  return [
    `${key}: ${parts.join(', ')} (${item.type}: ${oneLine(item.statement, longest.statement)})`,
    JSON.stringify({
      expected_result: shown(expected_result),
      preconditions: preconditions.map(shown),
      steps: steps.map(shown),
      test_data: Object.fromEntries(data),
    }),
  ].join('\n');
};

const namesOf = (draft: TestCase): Record<string, string> =>
  Object.fromEntries(findSlots(draft).map(({ name }) => [name, '']));
