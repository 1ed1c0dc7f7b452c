import type { JSONSchema } from 'json-schema-to-ts';

/** Who serves a model: engines of the team's own, services elsewhere, this process, or our rules. */
const providers = [
  'ollama',
  'ollama-v1',
  'vllm',
  'llama-cpp',
  'lm-studio',
  'localai',
  'tgi',
  'openai-compatible',
  'openai',
  'azure',
  'dashscope',
  'zhipu',
  'qianfan',
  'hunyuan',
  'embedded',
  'rules',
] as const;

/** An entry of `models` in `casewright.yml`: one model at its engine, or a list of names to try in order. */
export const modelEntrySchema = {
  type: 'object',
  properties: {
    provider: { enum: providers, description: 'Engine or service that serves the model.' },
    model: {
      type: 'string',
      minLength: 1,
      description: 'Its name there; for `embedded` a file or hf:owner/repository/file.gguf.',
    },
    host: { type: 'string', minLength: 1, description: 'Where Ollama answers.' },
    base_url: {
      type: 'string',
      minLength: 1,
      description: 'Where all other engines answer, such as http://gpu-box:8000/v1.',
    },
    api_key_env: {
      type: 'string',
      pattern: '^[A-Za-z_][A-Za-z0-9_]*$',
      description: 'Variable of the environment that holds the key.',
    },
    api_key_file: { type: 'string', minLength: 1, description: 'File that holds the key.' },
    license: {
      type: 'string',
      minLength: 1,
      maxLength: 80,
      description: 'What you know of its licence, such as apache-2.0; where the engine tells one, that one counts.',
    },
    requests_per_minute: { type: 'integer', minimum: 1, maximum: 100_000, description: 'No more calls than that.' },
    concurrency: {
      type: 'integer',
      minimum: 1,
      maximum: 64,
      description: 'Calls under way at the same time. Default 1.',
    },
    timeout_seconds: { type: 'integer', minimum: 1, maximum: 3600, description: 'For one call. Default 600.' },
    batch: { type: 'integer', minimum: 1, maximum: 16, description: 'Requirements to one call. Default 1.' },
    price: {
      type: 'object',
      properties: {
        input: { type: 'number', minimum: 0, description: 'For a million tokens of the prompt.' },
        output: { type: 'number', minimum: 0, description: 'For a million tokens of the answer.' },
      },
      required: ['input', 'output'],
      additionalProperties: false,
      description: 'For the costs in reports, in the currency of your bill.',
    },
    failover: {
      type: 'array',
      items: { type: 'string', minLength: 1 },
      minItems: 1,
      maxItems: 8,
      description: 'Instead of all others: what to try in order, as for --model; `rules` last goes on without a model.',
    },
  },
  additionalProperties: false,
} as const satisfies JSONSchema;
