import type { JSONSchema } from 'json-schema-to-ts';
import { sourceSchema } from './source.ts';

/** What a parser did not take as a requirement, and why. */
export const skippedSchema = {
  type: 'object',
  properties: { source: sourceSchema, reason: { type: 'string' } },
  required: ['source', 'reason'],
  additionalProperties: false,
} as const satisfies JSONSchema;

/** What somebody must answer before this can be tested. */
export const questionSchema = {
  type: 'object',
  properties: {
    id: { type: 'string' },
    requirement_id: { type: 'string' },
    criterion_id: { type: 'string' },
    coverage_item: { type: 'string' },
    text: { type: 'string' },
    source: sourceSchema,
  },
  required: ['id', 'requirement_id', 'text', 'source'],
  additionalProperties: false,
} as const satisfies JSONSchema;

/** A requirement smell; `blocks` names the coverage items it keeps from being tested. */
export const findingSchema = {
  type: 'object',
  properties: {
    rule: { type: 'string' },
    severity: { enum: ['error', 'warning', 'hint'] },
    message: { type: 'string' },
    requirement_id: { type: 'string' },
    criterion_id: { type: 'string' },
    source: sourceSchema,
    blocks: { type: 'array', items: { type: 'string' } },
  },
  required: ['rule', 'severity', 'message', 'requirement_id', 'source', 'blocks'],
  additionalProperties: false,
} as const satisfies JSONSchema;

/** A place that may be narrowed to a column (from 1, in UTF-16 units). */
const placeSchema = {
  ...sourceSchema,
  properties: { ...sourceSchema.properties, column: { type: 'integer', minimum: 1 } },
} as const satisfies JSONSchema;

/** Something wrong with the input, the configuration or the model; `hint` is the way out. */
export const problemSchema = {
  type: 'object',
  properties: {
    code: { type: 'string' },
    severity: { enum: ['error', 'warning'] },
    message: { type: 'string' },
    source: placeSchema,
    hint: { type: 'string' },
  },
  required: ['code', 'severity', 'message', 'hint'],
  additionalProperties: false,
} as const satisfies JSONSchema;
