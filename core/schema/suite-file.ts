import type { JSONSchema } from 'json-schema-to-ts';
import { caseTypeSchema, techniqueSchema } from './coverage-item.ts';
import { testCaseSchema } from './test-case.ts';

const fields = testCaseSchema.properties;

/** A case as people review and edit it: quotes instead of places; what may be left out has a default. */
const committedCaseSchema = {
  type: 'object',
  properties: {
    id: fields.id,
    title: fields.title,
    type: caseTypeSchema,
    priority: fields.priority,
    requirement_id: fields.requirement_id,
    coverage_items: fields.coverage_items,
    technique: techniqueSchema,
    preconditions: fields.preconditions,
    steps: fields.steps,
    expected_result: fields.expected_result,
    test_data: fields.test_data,
    evidence: {
      type: 'array',
      items: { type: 'string', minLength: 1 },
      description: 'Verbatim quotes from the document.',
    },
    written_by: fields.written_by,
    inferred: fields.inferred,
    status: fields.status,
    quality_score: fields.quality_score,
    quality_notes: fields.quality_notes,
  },
  required: ['id', 'title', 'type', 'requirement_id', 'steps', 'expected_result'],
  additionalProperties: false,
} as const satisfies JSONSchema;

/** `casewright/<document>.cases.yml`. */
export const suiteFileSchema = {
  type: 'object',
  properties: {
    schema_version: { const: 1 },
    document: { type: 'string', minLength: 1 },
    test_cases: { type: 'array', items: committedCaseSchema },
    questions: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          id: { type: 'string' },
          requirement_id: { type: 'string' },
          criterion_id: { type: 'string' },
          coverage_item: { type: 'string' },
          text: { type: 'string' },
        },
        required: ['id', 'requirement_id', 'text'],
        additionalProperties: false,
      },
    },
  },
  required: ['schema_version', 'document', 'test_cases'],
  additionalProperties: false,
} as const satisfies JSONSchema;
