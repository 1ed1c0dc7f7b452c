import type { JSONSchema } from 'json-schema-to-ts';

/** `casewright/waivers.yml`. */
export const waiversSchema = {
  type: 'object',
  properties: {
    waivers: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          ids: {
            type: 'array',
            items: { type: 'string', minLength: 1 },
            minItems: 1,
            description:
              'Requirements, coverage items or cases, as the gate names them: `<document>:<id>` or a bare id.',
          },
          reason: { type: 'string', minLength: 1, description: 'Why the gate may pass over them.' },
          owner: { type: 'string', minLength: 1, description: 'Who answers for it.' },
          expires: { type: 'string', minLength: 1, description: 'Last day on which it holds, such as 2027-03-31.' },
        },
        required: ['ids', 'reason', 'owner', 'expires'],
        additionalProperties: false,
      },
    },
  },
  required: ['waivers'],
  additionalProperties: false,
} as const satisfies JSONSchema;
