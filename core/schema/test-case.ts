import type { JSONSchema } from 'json-schema-to-ts';
import { caseTypeSchema, techniqueSchema } from './coverage-item.ts';
import { evidenceSchema } from './source.ts';

const text = { type: 'string', minLength: 1, maxLength: 600 } as const satisfies JSONSchema;

export const testCaseSchema = {
  type: 'object',
  properties: {
    id: { type: 'string', pattern: '^TC-', description: 'TC-<requirement id>-<n>, ideas TC-<requirement id>-i<n>' },
    type: caseTypeSchema,
    title: { type: 'string', minLength: 1, maxLength: 90 },
    priority: { enum: ['critical', 'high', 'medium', 'low'] },
    preconditions: { type: 'array', items: text, maxItems: 12 },
    steps: { type: 'array', items: text, minItems: 1, maxItems: 20 },
    expected_result: text,
    quality_score: { type: 'number', minimum: 0, maximum: 10 },
    quality_notes: { type: 'array', items: { type: 'string' } },
    requirement_id: { type: 'string' },
    coverage_items: { type: 'array', items: { type: 'string' } },
    technique: techniqueSchema,
    test_data: { type: 'object', maxProperties: 20, additionalProperties: { type: 'string', maxLength: 600 } },
    evidence: { type: 'array', items: evidenceSchema },
    written_by: { enum: ['model', 'rules', 'human'] },
    inferred: { type: 'boolean', description: 'True for an idea by error guessing: never counted as coverage.' },
    status: { enum: ['draft', 'accepted', 'rejected'] },
  },
  required: [
    'id',
    'type',
    'title',
    'priority',
    'preconditions',
    'steps',
    'expected_result',
    'quality_score',
    'quality_notes',
    'requirement_id',
    'coverage_items',
    'technique',
    'test_data',
    'evidence',
    'written_by',
    'inferred',
    'status',
  ],
  additionalProperties: false,
} as const satisfies JSONSchema;
