import type { FromSchema, JSONSchema } from 'json-schema-to-ts';
import { readCheckedYaml } from '../text/checked-yaml.ts';
import { lazySchema } from '../text/lazy-schema.ts';
import { partNames } from './compile-schema.ts';
import { levelFaults, messageFaults, noteFaults, testDataFaults } from './prompt-variables.ts';

const text = { type: 'string', minLength: 1 } as const satisfies JSONSchema;
const texts = { type: 'array', items: text } as const satisfies JSONSchema;

// GitHub's format for prompts; what it has no place for stands under `metadata`.
const promptSchema = {
  type: 'object',
  properties: {
    name: text,
    description: { type: 'string' },
    model: text,
    metadata: {
      type: 'object',
      properties: {
        version: text,
        variables: texts,
        exampleWords: texts,
        parts: { type: 'array', items: { enum: partNames }, minItems: 1 },
        ideas: { type: 'integer', minimum: 0, maximum: 3 },
      },
      required: ['version', 'variables'],
      additionalProperties: false,
    },
    modelParameters: {
      type: 'object',
      properties: { temperature: { type: 'number', minimum: 0, maximum: 2 } },
      additionalProperties: false,
    },
    responseFormat: { enum: ['text', 'json_object', 'json_schema'] },
    jsonSchema: text,
    messages: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        properties: { role: { enum: ['system', 'user', 'assistant'] }, content: text },
        required: ['role', 'content'],
        additionalProperties: false,
      },
    },
    testData: { type: 'array', items: { type: 'object', additionalProperties: { type: 'string' } } },
    evaluators: {
      type: 'array',
      items: { type: 'object', properties: { name: text }, required: ['name'], additionalProperties: true },
    },
  },
  required: ['name', 'metadata', 'messages'],
  additionalProperties: false,
} as const satisfies JSONSchema;

/** The content of a `.prompt.yml` as it is written. */
type PromptFile = FromSchema<typeof promptSchema>;

const promptCheck = lazySchema<PromptFile>(promptSchema);

const levelNeeds = ['requirement', 'drafts', 'keys'];

/** A prompt file with its faults, each with its place; `file` is missing where it has not the shape of a prompt. */
export const readPromptFile = (
  source: { path: string; text: string },
  kind: 'variant' | 'level' | 'note',
): { file?: PromptFile; faults: string[] } => {
  const { value, problems } = readCheckedYaml(promptCheck, source);
  if (value === undefined) {
    return {
      faults: problems.map(({ message, hint, source: place }) => {
        const line = place?.line === undefined ? '' : ` (line ${place.line})`;
        return `${message}${line}. ${hint ?? ''}`.trim().replace(/\.+$/, '');
      }),
    };
  }
  const { messages, metadata, testData = [] } = value;
  const faults = faultsOf[kind]({ messages, variables: metadata.variables, testData });
  return { file: value, faults: faults.map((fault) => `${source.path}, ${fault}`) };
};

type Parts = { messages: PromptFile['messages']; variables: string[]; testData: Record<string, string>[] };

const faultsOf = {
  level: ({ messages, variables, testData }: Parts) => [
    ...levelFaults(messages, variables),
    ...testDataFaults(testData, levelNeeds),
  ],
  note: ({ messages, variables }: Parts) => noteFaults(messages, variables),
  variant: ({ messages, variables, testData }: Parts) => [
    ...messageFaults(messages, variables),
    ...testDataFaults(testData, variables),
  ],
};
