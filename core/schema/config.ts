import type { JSONSchema } from 'json-schema-to-ts';
import { modelEntrySchema } from './model-entry.ts';

/** For whom cases are worded; each has a prompt file. */
export const testLevels = ['acceptance', 'system', 'integration', 'api', 'ui', 'safety'] as const;

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
      description: '`auto`, `rules`, `ollama:NAME`, `openai:NAME`, `embedded:FILE` or a name of `models`.',
    },
    base_url: {
      type: 'string',
      minLength: 1,
      description: 'Where `openai:NAME` is served, such as http://gpu-box:8000/v1.',
    },
    models: {
      type: 'object',
      propertyNames: { pattern: '^[A-Za-z][A-Za-z0-9_.-]*$', not: { enum: ['auto', 'rules'] } },
      additionalProperties: modelEntrySchema,
      description: 'Models by a name of your own, for --model.',
    },
    allowed_hosts: {
      type: 'array',
      items: { type: 'string', minLength: 1 },
      description: 'The only hosts that may be asked for a model, such as 127.0.0.1 or gpu-box.',
    },
    allowed_licenses: {
      type: 'array',
      items: { type: 'string', minLength: 1 },
      description: 'The only licences that a model may have, such as apache-2.0.',
    },
    cache: {
      type: 'object',
      properties: {
        folder: {
          type: 'string',
          minLength: 1,
          description: 'Where answers are kept; default: the cache of the user.',
        },
        redis_url_env: { type: 'string', minLength: 1, description: 'Variable that holds the URL of a Redis instead.' },
        ttl_days: { type: 'integer', minimum: 1, maximum: 365, description: 'How long an answer stays. Default 30.' },
        enabled: { type: 'boolean', description: 'Default true.' },
      },
      additionalProperties: false,
      description: 'Answers of models, by everything that was asked.',
    },
    prompt: { type: 'string', minLength: 1, description: '`basic`, `improved`, `rag` or one of your own.' },
    test_level: {
      enum: testLevels,
      description: 'For whom the cases are worded.',
    },
    glossary: { type: 'string', minLength: 1, description: 'Markdown document that explains your terms to the model.' },
    ollama_host: { type: 'string', minLength: 1, description: 'Where Ollama answers, such as 127.0.0.1:11434.' },
    concurrency: { type: 'integer', minimum: 1, maximum: 16, description: 'Model calls under way at the same time.' },
    seed: { type: 'integer', minimum: 0, maximum: 2147483647, description: 'Seed of the model calls.' },
  },
  additionalProperties: false,
} as const satisfies JSONSchema;
