import type { JSONSchema } from 'json-schema-to-ts';

/** A place in a file: `path` below the root, lines counted from 1, both inclusive. */
export const sourceSchema = {
  type: 'object',
  properties: {
    path: { type: 'string' },
    line: { type: 'integer', minimum: 1 },
    end_line: { type: 'integer', minimum: 1 },
  },
  required: ['path', 'line', 'end_line'],
  additionalProperties: false,
} as const satisfies JSONSchema;

/** A verbatim slice of the raw file: `start` and `end` are UTF-16 offsets into it, `line` counts from 1. */
export const evidenceSchema = {
  type: 'object',
  properties: {
    quote: { type: 'string', minLength: 1 },
    line: { type: 'integer', minimum: 1 },
    start: { type: 'integer', minimum: 0 },
    end: { type: 'integer', minimum: 1 },
  },
  required: ['quote', 'line', 'start', 'end'],
  additionalProperties: false,
} as const satisfies JSONSchema;
