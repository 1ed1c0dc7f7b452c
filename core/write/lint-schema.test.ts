import { expect, it } from 'vitest';
import { lintSchema } from './lint-schema.ts';

const string = { type: 'string', minLength: 1, maxLength: 10 };
const object = (properties: object, more: object = {}) => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
  ...more,
});

it('finds nothing in a schema of the subset', () => {
  const list = { type: 'array', items: string, minItems: 0, maxItems: 4 };
  const whole = { type: 'integer', minimum: 0, maximum: 10 };
  const choice = { type: 'string', enum: ['a', 'b'] };
  expect(lintSchema(object({ a: string, b: list, c: whole, d: choice, e: { type: 'boolean' } }))).toEqual([]);
});

it.each<[string, unknown]>([
  ['a pattern', { ...string, pattern: '^a$' }],
  ['a format', { ...string, format: 'email' }],
  ['a string without a bound', { type: 'string' }],
  ['a bound of zero', { type: 'string', maxLength: 0 }],
  ['a bound that is too large', { type: 'string', maxLength: 2000 }],
  ['bounds the wrong way round', { type: 'string', minLength: 5, maxLength: 4 }],
  ['a bound that is no whole number', { type: 'string', maxLength: 1.5 }],
  ['an array without a bound', { type: 'array', items: string }],
  ['an array without items', { type: 'array', maxItems: 3 }],
  ['uniqueItems', { type: 'array', items: string, maxItems: 3, uniqueItems: true }],
  ['contains', { type: 'array', items: string, maxItems: 3, contains: string }],
  ['prefixItems', { type: 'array', prefixItems: [string], items: false, maxItems: 1 }],
  ['an integer without bounds', { type: 'integer' }],
  ['a number', { type: 'number', minimum: 0, maximum: 1 }],
  ['two types', { type: ['string', 'null'], maxLength: 3 }],
  ['no type', { description: 'anything' }],
  ['a schema that is true', true],
  ['an enum without values', { enum: [] }],
  ['an enum of numbers', { enum: [1] }],
  ['a const beside an enum', { enum: ['a'], const: 'a' }],
  ['a reference', { $ref: '#/$defs/a' }],
  ['properties beside anyOf', object({ a: string }, { anyOf: [{ required: ['a'] }] })],
  ['allOf', { allOf: [string] }],
  ['not', { ...string, not: { enum: ['a'] } }],
  ['an open object', object({ a: string }, { additionalProperties: true })],
  ['a property that may be missing', object({ a: string, b: string }, { required: ['a'] })],
  ['an object without properties', object({})],
  ['properties that sorting would reorder', object({ b: string, a: string })],
])('finds %s', (_, schema) => {
  const [fault, ...more] = lintSchema(object({ outer: schema }));
  expect(fault).toMatchObject({
    path: expect.stringMatching(/^#\/properties\/outer/),
    message: expect.stringMatching(/./),
  });
  expect(more.length).toBeLessThan(3);
});
