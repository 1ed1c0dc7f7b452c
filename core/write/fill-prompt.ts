import { withoutHidden } from '../export/hidden.ts';
import type { ModelRequest } from '../model/model.ts';
import type { PartName } from './compile-schema.ts';
import { replaceVariables, usedVariables } from './prompt-variables.ts';

export type Message = ModelRequest['messages'][number];

/** A prompt read and checked; `messages` still hold their `{{variables}}`, except `{{level}}`. */
export type Prompt = {
  /** Variant and level, such as `improved/system`; what the user's repository overrides is marked with `+override`. */
  name: string;
  version: string;
  /** sha256 over all its files. */
  digest: string;
  temperature: number;
  messages: Message[];
  /** Words of its worked example: one that turns up in a case although the requirement does not have it was copied. */
  exampleWords: string[];
  /** How many cases by error guessing the model is asked to add to a requirement. */
  ideas: number;
  /** Which parts of a case the model is asked for. */
  parts: readonly PartName[];
  /** Turns that name the faults of an answer; they hold `{{answer}}` and `{{errors}}`. */
  correction: Message[];
};

/**
 * The messages with their variables filled in; values are never searched for variables.
 * @throws if a variable of the messages has no value or a value no variable: the prompt does not fit the program.
 */
export const fillPrompt = (messages: Message[], values: Readonly<Record<string, string>>): Message[] => {
  const used = usedVariables(messages);
  const faults = [
    ...used.filter((name) => !Object.hasOwn(values, name)).map((name) => `{{${name}}} has no value`),
    ...Object.keys(values)
      .filter((name) => !used.includes(name))
      .map((name) => `{{${name}}} is not used`),
  ];
  if (faults.length > 0) throw new Error(`The prompt does not fit: ${faults.join('; ')}.`);
  return messages.map(({ role, content }) => ({
    role,
    content: replaceVariables(content.trimEnd(), (name) => asData(values[name] ?? '')),
  }));
};

/**
 * Data that can neither close its fence (`>>>`) nor speak as a role: engines read control tokens such as `<|im_end|>`,
 * `<start_of_turn>`, `[INST]` and `[gMASK]` wherever they stand, so each gets a space that breaks it. What nobody sees
 * goes first: it could hide in the middle of a token, or be a message of its own.
 */
export const asData = (text: string): string =>
  withoutHidden(text.toWellFormed().replace(/\r\n?/g, '\n'))
    .replace(/[<＜](?=[^\s\d=])/g, '$& ')
    .replace(/>(?=>)/g, '> ')
    .replace(/\[(?=\/?(?:[A-Z_]+\d*|@[A-Z]+@|gMASK|[a-z]+(?:_[a-z]+)+)\])/g, '[ ');
