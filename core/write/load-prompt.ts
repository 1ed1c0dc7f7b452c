import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { FromSchema, JSONSchema } from 'json-schema-to-ts';
import { parse } from 'yaml';
import { lazySchema } from '../text/lazy-schema.ts';
import type { Problem } from '../types.ts';
import { promptVariables, variableFaults } from './fill-prompt.ts';
import type { Prompt } from './fill-prompt.ts';

// GitHub's format for prompts, with the version that it has no place for under `metadata`.
const promptSchema = {
  type: 'object',
  properties: {
    name: { type: 'string', minLength: 1 },
    description: { type: 'string' },
    metadata: {
      type: 'object',
      properties: {
        version: { type: 'string', minLength: 1 },
        exampleWords: { type: 'array', items: { type: 'string', minLength: 1 } },
      },
      required: ['version'],
      additionalProperties: false,
    },
    modelParameters: {
      type: 'object',
      properties: { temperature: { type: 'number', minimum: 0, maximum: 2 } },
      additionalProperties: false,
    },
    messages: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        properties: { role: { enum: ['system', 'user', 'assistant'] }, content: { type: 'string', minLength: 1 } },
        required: ['role', 'content'],
        additionalProperties: false,
      },
    },
  },
  required: ['name', 'metadata', 'messages'],
  additionalProperties: false,
} as const satisfies JSONSchema;

const promptCheck = lazySchema<FromSchema<typeof promptSchema>>(promptSchema);

export type LoadedPrompt = { ok: true; prompt: Prompt } | { ok: false; problem: Problem };

/** Reads `<promptsFolder>/<name>.prompt.yml` and checks its shape and its variables. */
export const loadPrompt = async (promptsFolder: string, name = 'write-cases'): Promise<LoadedPrompt> => {
  const path = join(promptsFolder, `${name}.prompt.yml`);
  if (!/^[a-z0-9][a-z0-9-]*$/.test(name)) return missing(promptsFolder, name);
  let text: string;
  try {
    text = (await readFile(path, 'utf8')).replaceAll('\r\n', '\n');
  } catch {
    return missing(promptsFolder, name);
  }
  const content = parsedYaml(text);
  if (!content.ok) return faulty(path, content.message);
  const isPrompt = promptCheck();
  if (!isPrompt(content.value)) {
    const faults = isPrompt.errors?.map(({ instancePath, message }) => `${instancePath || '/'} ${message}`);
    return faulty(path, faults?.join('; ') ?? 'it does not match the schema');
  }
  const { messages, metadata, modelParameters } = content.value;
  const faults = variableFaults(messages, promptVariables);
  if (faults.length > 0) return faulty(path, faults.join('; '));
  const digest = createHash('sha256').update(text).digest('hex');
  const { version, exampleWords = [] } = metadata;
  const temperature = modelParameters?.temperature ?? 0;
  return { ok: true, prompt: { name, version, digest, temperature, messages, exampleWords } };
};

const parsedYaml = (text: string): { ok: true; value: unknown } | { ok: false; message: string } => {
  try {
    return { ok: true, value: parse(text) };
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error) };
  }
};

const missing = async (promptsFolder: string, name: string): Promise<LoadedPrompt> => {
  const files = await readdir(promptsFolder).catch((): string[] => []);
  const names = files.filter((file) => file.endsWith('.prompt.yml')).map((file) => file.replace(/\.prompt\.yml$/, ''));
  const hint =
    names.length > 0 ? `Allowed are: ${names.toSorted().join(', ')}.` : `There are no prompts in ${promptsFolder}.`;
  return problem('unknown_prompt', `The prompt "${name}" cannot be read from ${promptsFolder}.`, hint);
};

const faulty = (path: string, why: string): LoadedPrompt =>
  problem(
    'invalid_prompt',
    `The prompt ${path} cannot be used: ${why}.`,
    'Compare it with prompts/write-cases.prompt.yml.',
  );

const problem = (code: string, message: string, hint: string): LoadedPrompt => ({
  ok: false,
  problem: { code, severity: 'error', message, hint },
});
