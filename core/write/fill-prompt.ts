import type { ModelRequest } from '../model/model.ts';

export type Message = ModelRequest['messages'][number];

/** A prompt read and checked; `messages` still hold their `{{variables}}`. */
export type Prompt = {
  name: string;
  version: string;
  /** sha256 of the file. */
  digest: string;
  temperature: number;
  messages: Message[];
  /** Words of its worked example: one that turns up in a case although the requirement does not have it was copied. */
  exampleWords: string[];
};

/** What the prompt for writing cases must use, each of them. */
export const promptVariables = ['answer_type', 'requirement', 'neighbours', 'drafts', 'keys'] as const;

const variable = /\{\{\s*([a-z_]+)\s*\}\}/g;

/** What is wrong with the variables of these messages, as sentences: unknown, or not used. */
export const variableFaults = (messages: Message[], known: readonly string[]): string[] => {
  const used = new Set(messages.flatMap(({ content }) => [...content.matchAll(variable)].map(([, name = '']) => name)));
  return [
    ...[...used].filter((name) => !known.includes(name)).map((name) => `{{${name}}} is not known`),
    ...known.filter((name) => !used.has(name)).map((name) => `{{${name}}} is not used`),
  ];
};

/**
 * The messages with their variables filled in; values are never searched for variables.
 * @throws if a variable of the messages has no value or a value no variable: the prompt does not fit the program.
 */
export const fillPrompt = (messages: Message[], values: Record<string, string>): Message[] => {
  const faults = variableFaults(messages, Object.keys(values));
  if (faults.length > 0) throw new Error(`The prompt does not fit: ${faults.join('; ')}.`);
  return messages.map(({ role, content }) => ({
    role,
    content: content.trimEnd().replace(variable, (_, name: string) => asData(values[name] ?? '')),
  }));
};

/**
 * Data that can neither close its fence (`>>>`) nor speak as a role: engines read control tokens such as `<|im_end|>`,
 * `<start_of_turn>` and `[INST]` wherever they stand, so each gets a space that breaks it.
 */
export const asData = (text: string): string =>
  text
    .replace(/<(?=[^\s\d=])/g, '< ')
    .replace(/>(?=>)/g, '> ')
    .replace(/\[(?=\/?[A-Z_]+\])/g, '[ ');
