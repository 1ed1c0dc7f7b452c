import type { JSONSchema } from 'json-schema-to-ts';
import { sourceSchema } from './source.ts';

const criterionSchema = {
  type: 'object',
  description: 'An acceptance criterion: a part of a requirement that is tested by itself.',
  properties: {
    id: { type: 'string', description: 'Unique within its requirement, such as AC1 or US1-AC2.' },
    text: { type: 'string' },
    source: sourceSchema,
  },
  required: ['id', 'text', 'source'],
  additionalProperties: false,
} as const satisfies JSONSchema;

const attributesSchema = {
  type: 'object',
  properties: {
    priority: { type: 'string', description: 'As written in the document, such as P1 or high.' },
    status: { type: 'string' },
    verification: { type: 'string', description: 'Test, Analysis, Inspection or Demonstration, as written.' },
    safety: { type: 'string', description: 'Safety level as written, such as ASIL B.' },
    tags: { type: 'array', items: { type: 'string' } },
  },
  required: ['tags'],
  additionalProperties: false,
} as const satisfies JSONSchema;

export const requirementSchema = {
  type: 'object',
  properties: {
    id: { type: 'string', minLength: 1, description: 'Unique within its document.' },
    title: { type: 'string' },
    text: { type: 'string', description: 'The statement without markup, white space folded.' },
    kind: { enum: ['requirement', 'user_story', 'scenario', 'constraint'] },
    parent: { type: 'string', description: 'Id of the requirement or story that this one belongs to.' },
    criteria: { type: 'array', items: criterionSchema },
    attributes: attributesSchema,
    source: sourceSchema,
    hash: {
      type: 'string',
      description: 'Of the normalised text: white space, typography and list markers do not count.',
    },
    testable: { enum: ['yes', 'needs_clarification', 'not_by_test'] },
    links: {
      type: 'array',
      items: { type: 'string' },
      description: 'Ids of other requirements named in the document.',
    },
  },
  required: ['id', 'text', 'kind', 'criteria', 'attributes', 'source', 'hash', 'testable', 'links'],
  additionalProperties: false,
} as const satisfies JSONSchema;
