import type { JSONSchema } from 'json-schema-to-ts';
import { evidenceSchema } from './source.ts';

/** ISO/IEC/IEEE 29119-4 and ISTQB names. `error_guessing` marks ideas, which are never coverage items. */
export const techniqueSchema = {
  enum: [
    'equivalence_partitioning',
    'boundary_value_analysis',
    'decision_table',
    'state_transition',
    'scenario',
    'cause_effect',
    'error_guessing',
  ],
} as const satisfies JSONSchema;

export const caseTypeSchema = {
  enum: ['positive', 'negative', 'edge_case', 'boundary'],
} as const satisfies JSONSchema;

export const coverageItemSchema = {
  type: 'object',
  properties: {
    id: { type: 'string', pattern: '#[1-9][0-9]*$', description: '<requirement id>#<n>' },
    requirement_id: { type: 'string' },
    criterion_id: { type: 'string' },
    type: caseTypeSchema,
    technique: techniqueSchema,
    statement: { type: 'string', description: 'One sentence: what must be exercised.' },
    evidence: { type: 'array', items: evidenceSchema },
    expected_known: {
      type: 'boolean',
      description: 'False: the requirement does not say what should happen; a question, no case.',
    },
  },
  required: ['id', 'requirement_id', 'type', 'technique', 'statement', 'evidence', 'expected_known'],
  additionalProperties: false,
} as const satisfies JSONSchema;
