import type { JSONSchema } from 'json-schema-to-ts';
import { coverageItemSchema } from './coverage-item.ts';
import { findingSchema, problemSchema, questionSchema, skippedSchema } from './report.ts';
import { requirementSchema } from './requirement.ts';
import { testCaseSchema } from './test-case.ts';

const count = { type: 'integer', minimum: 0 } as const satisfies JSONSchema;
const counts = { type: 'object', additionalProperties: count } as const satisfies JSONSchema;

const summarySchema = {
  type: 'object',
  properties: {
    requirements: count,
    testable: count,
    coverage_items: { ...count, description: 'Those whose expected result is known.' },
    covered: count,
    open_questions: count,
    cases: count,
    ideas: count,
    by_type: counts,
    written_by: counts,
    model_calls: count,
    retries: count,
    first_attempt_valid: {
      ...count,
      description: 'Model calls whose first answer was valid against the compiled schema.',
    },
    rejected_by_check: {
      ...counts,
      description: 'Model cases replaced by their draft, by the check that turned them down.',
    },
  },
  required: [
    'requirements',
    'testable',
    'coverage_items',
    'covered',
    'open_questions',
    'cases',
    'ideas',
    'by_type',
    'written_by',
    'model_calls',
    'retries',
    'first_attempt_valid',
    'rejected_by_check',
  ],
  additionalProperties: false,
} as const satisfies JSONSchema;

const provenanceSchema = {
  type: 'object',
  properties: {
    tool_version: { type: 'string' },
    model: { type: 'string' },
    model_digest: { type: 'string' },
    prompt: { type: 'string' },
    prompt_version: { type: 'string' },
    schema_digest: { type: 'string' },
    options: { type: 'object', additionalProperties: { type: ['number', 'string', 'boolean'] } },
    generated_at: { type: 'string', description: 'ISO 8601, UTC.' },
  },
  required: ['tool_version', 'prompt', 'prompt_version', 'schema_digest', 'options', 'generated_at'],
  additionalProperties: false,
} as const satisfies JSONSchema;

export const suiteSchema = {
  type: 'object',
  properties: {
    schema_version: { const: 1 },
    requirements: { type: 'array', items: requirementSchema },
    coverage_items: { type: 'array', items: coverageItemSchema },
    test_cases: { type: 'array', items: testCaseSchema },
    questions: { type: 'array', items: questionSchema },
    findings: { type: 'array', items: findingSchema },
    skipped: { type: 'array', items: skippedSchema },
    problems: { type: 'array', items: problemSchema },
    summary: summarySchema,
    provenance: provenanceSchema,
  },
  required: [
    'schema_version',
    'requirements',
    'coverage_items',
    'test_cases',
    'questions',
    'findings',
    'skipped',
    'problems',
    'summary',
    'provenance',
  ],
  additionalProperties: false,
} as const satisfies JSONSchema;
