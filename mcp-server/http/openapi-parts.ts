import { problemSchema, questionSchema, testCaseSchema } from '../../core/index.ts';
import { conciseFields } from '../show-generated.ts';
import { storyLength } from './compatibility.ts';
import { exactly, lean, listOf, string } from '../lean-schema.ts';

const integer = { type: 'integer' } as const;

/** RFC 9457, with what casewright adds to it. */
export const problemDocumentSchema = exactly(
  {
    type: { type: 'string', format: 'uri' },
    title: string,
    status: integer,
    detail: string,
    instance: { type: 'string', format: 'uri-reference' },
    code: { type: 'string', description: 'Stable: programs may compare it.' },
    hint: { type: 'string', description: 'The way out.' },
    problems: listOf(lean(problemSchema)),
    correlation_id: { type: 'string', description: 'As in X-Correlation-ID and in the log.' },
  },
  ['instance', 'problems', 'correlation_id'],
);

export function problemAnswer(schema: object): object {
  return {
    description: 'Why not, and the way out.',
    content: {
      'application/problem+json': {
        schema,
        example: {
          type: 'urn:casewright:problem:not_found',
          title: 'Not Found',
          status: 404,
          detail: 'there is no document dor.md',
          instance: '/api/v1/plans',
          code: 'not_found',
          hint: 'Did you mean door.md? Known documents: door.md.',
          problems: [
            {
              code: 'not_found',
              severity: 'error',
              message: 'there is no document dor.md',
              hint: 'Did you mean door.md? Known documents: door.md.',
            },
          ],
          correlation_id: '7f0c1c52-6f5c-4ac0-9d7e-b2a1b0a54d0f',
        },
      },
    },
    headers: {
      'X-Correlation-ID': { schema: string },
      'Retry-After': { description: 'Seconds; with 429, and with 409 of a generation.', schema: integer },
    },
  };
}

const { properties } = testCaseSchema;
const caseSchema = exactly(Object.fromEntries(conciseFields.map((name) => [name, lean(properties[name])])));

const generated = exactly({ test_cases: listOf(caseSchema), questions: listOf(lean(questionSchema)) });
const links = { type: 'object', additionalProperties: string } as const;
const about = exactly({ name: string, version: string, links });

export const envelopeSchema = exactly({
  message: string,
  is_success: { type: 'boolean' },
  data: { anyOf: [generated, about, { type: 'null' }] },
  status_code: integer,
});

export const storySchema = {
  type: 'object',
  properties: { story: { type: 'string', ...storyLength } },
  required: ['story'],
} as const;

export const healthSchema = exactly(
  {
    status: { enum: ['ok', 'degraded'] },
    version: string,
    uptime_seconds: integer,
    model: exactly({ reachable: { type: 'boolean' }, name: string, reason: string }, ['name', 'reason']),
    // How many there are in each state, or why none can be kept.
    jobs: { type: 'object', properties: { reason: string }, additionalProperties: integer },
  },
  ['uptime_seconds', 'model', 'jobs'],
);
