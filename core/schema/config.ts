import type { JSONSchema } from 'json-schema-to-ts';

/** `casewright.yml`. */
export const configSchema = {
  type: 'object',
  properties: {
    paths: {
      type: 'array',
      items: { type: 'string', minLength: 1 },
      minItems: 1,
      description: 'Files, folders or globs that hold requirements, below the folder of this file.',
    },
    tests: {
      type: 'array',
      items: { type: 'string', minLength: 1 },
      minItems: 1,
      description: 'Files, folders or globs of the tests in the code: `scan` and `check` look there for ids.',
    },
    results: {
      type: 'array',
      items: { type: 'string', minLength: 1 },
      minItems: 1,
      description: 'JUnit XML files that the test runner wrote, for the level `passed`.',
    },
    columns: {
      type: 'object',
      propertyNames: { enum: ['id', 'key', 'text', 'title', 'criteria', 'type', 'parent', 'links'] },
      additionalProperties: { type: 'string' },
      description: 'Column of CSV, JSON and YAML records for each field that is not found by its name.',
    },
    findings: {
      type: 'object',
      properties: {
        levels: {
          type: 'object',
          additionalProperties: { enum: ['error', 'warning', 'hint', 'off'] },
          description: 'Rule of a finding → how loud it is, or `off`.',
        },
        vague: { type: 'array', items: { type: 'string', minLength: 1 }, description: 'More vague words.' },
        allowed: {
          type: 'array',
          items: { type: 'string', minLength: 1 },
          description: 'Words that are not vague here.',
        },
      },
      additionalProperties: false,
      description: 'What a requirement smells of: levels and word lists.',
    },
    profile: { enum: ['iso26262'], description: 'Which techniques are asked for by safety level.' },
    model: {
      type: 'string',
      minLength: 1,
      description: '`auto`, `rules` or `ollama:NAME`.',
    },
    ollama_host: { type: 'string', minLength: 1, description: 'Where Ollama answers, such as 127.0.0.1:11434.' },
    concurrency: { type: 'integer', minimum: 1, maximum: 16, description: 'Model calls under way at the same time.' },
    seed: { type: 'integer', minimum: 0, maximum: 2147483647, description: 'Seed of the model calls.' },
  },
  additionalProperties: false,
} as const satisfies JSONSchema;
