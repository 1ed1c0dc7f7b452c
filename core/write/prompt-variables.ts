import type { ModelRequest } from '../model/model.ts';

type Message = ModelRequest['messages'][number];

/** What code can fill in; `level` is filled while the prompt is loaded. */
const promptVariables = [
  'answer_type',
  'level',
  'examples',
  'glossary',
  'neighbours',
  'requirement',
  'drafts',
  'keys',
] as const;

type PromptVariable = (typeof promptVariables)[number];

const required: readonly string[] = ['requirement', 'drafts', 'keys'] satisfies PromptVariable[];

// The same for every requirement of a run. All others change from call to call: an engine reuses what it has evaluated up
// to the first difference, so they may not stand in a system message.
const steady: readonly string[] = ['answer_type', 'level'] satisfies PromptVariable[];

const variable = /\{\{\s*([^{}]*?)\s*\}\}/g;

/** The names of the variables in these messages, each once, in order. */
export const usedVariables = (messages: readonly Message[]): string[] => [
  ...new Set(messages.flatMap(({ content }) => namesIn(content))),
];

/** The text with each of its variables replaced; values are never searched for variables. */
export const replaceVariables = (text: string, value: (name: string) => string): string =>
  text.replace(variable, (_, name: string) => value(name));

/** What is wrong with the messages of a variant, each fault with its place in the file. */
export const messageFaults = (messages: readonly Message[], declared: readonly string[]): string[] => {
  const known: readonly string[] = promptVariables;
  const used = usedVariables(messages);
  return [
    ...messages.flatMap(({ role, content }, index) => {
      const names = [...new Set(namesIn(content))];
      return [
        ...names
          .filter((name) => !known.includes(name))
          .map((name) => `${at(index)}: {{${name}}} is not known, only ${known.join(', ')}`),
        ...names
          .filter((name) => known.includes(name) && !declared.includes(name))
          .map((name) => `${at(index)}: {{${name}}} is not declared in metadata.variables`),
        ...names
          .filter((name) => role === 'system' && known.includes(name) && !steady.includes(name))
          .map(
            (name) => `${at(index)}: {{${name}}} changes between requirements and may only stand in a later message`,
          ),
        ...(role === 'system' && index > 0 ? [`${at(index)}: a system message may only come first`] : []),
      ];
    }),
    ...(messages.at(-1)?.role === 'user' ? [] : [`${at(messages.length - 1)}: the last message must be the user's`]),
    ...declaredFaults(declared, used),
    ...required.filter((name) => !used.includes(name)).map((name) => `messages: {{${name}}} is missing`),
  ];
};

/** What is wrong with a text for `{{level}}`: it is one system message and holds no variables. */
export const levelFaults = (messages: readonly Message[], declared: readonly string[]): string[] => [
  ...(messages.length === 1 && messages[0]?.role === 'system' ? [] : ['messages: a level is one system message']),
  ...messages.flatMap(({ content }, index) =>
    namesIn(content).map((name) => `${at(index)}: a level holds no variables, but {{${name}}}`),
  ),
  ...declaredFaults(declared, usedVariables(messages)),
];

/** What is wrong with test data: each entry names all of `needed`, and nothing but known variables and `expected`. */
export const testDataFaults = (entries: readonly object[], needed: readonly string[]): string[] =>
  entries.flatMap((entry, index) => {
    const allowed = [...promptVariables, 'expected'];
    return [
      ...needed.filter((name) => !Object.hasOwn(entry, name)).map((name) => `testData[${index}]: ${name} is missing`),
      ...Object.keys(entry)
        .filter((name) => !allowed.some((each) => each === name))
        .map((name) => `testData[${index}]: ${name} is not known`),
    ];
  });

/** What is wrong with the variables of a text that stands for itself: used without being declared, or the other way round. */
export const noteFaults = (messages: readonly Message[], declared: readonly string[]): string[] => [
  ...messages.flatMap(({ content }, index) =>
    namesIn(content)
      .filter((name) => !declared.includes(name))
      .map((name) => `${at(index)}: {{${name}}} is not declared in metadata.variables`),
  ),
  ...declaredFaults(declared, usedVariables(messages)),
];

const declaredFaults = (declared: readonly string[], used: readonly string[]): string[] =>
  declared.filter((name) => !used.includes(name)).map((name) => `metadata.variables: ${name} is declared and not used`);

const namesIn = (content: string): string[] => [...content.matchAll(variable)].map(([, name = '']) => name);

const at = (index: number): string => `messages[${index}]`;
