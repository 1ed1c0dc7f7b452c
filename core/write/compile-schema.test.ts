import { Ajv } from 'ajv';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { lockout } from '../../fixtures/drafted-items.ts';
import { caseKeys, compileSchema, longestAnswer, schemaDigest } from './compile-schema.ts';
import { lintSchema } from './lint-schema.ts';

const text = fc.string({ minLength: 1, maxLength: 600 });
const wording = fc.record({
  title: text,
  preconditions: fc.array(text, { maxLength: 12 }),
  steps: fc.array(text, { minLength: 1, maxLength: 20 }),
  expected_result: text,
  test_data: fc.dictionary(text, text, { maxKeys: 9 }),
});

it('requires one case for each draft, in an order that sorting keeps', () => {
  const schema = compileSchema(
    Array.from({ length: 12 }, () => lockout().drafts)
      .flat()
      .slice(0, 12),
  );
  expect(schema).toMatchObject({ additionalProperties: false, required: caseKeys(12) });
  expect(caseKeys(12).slice(8, 11)).toEqual(['case_09', 'case_10', 'case_11']);
  expect(caseKeys(12).toSorted()).toEqual(caseKeys(12));
});

it('stays within the subset of all engines and the fixed bounds, whatever the drafts', () => {
  fc.assert(
    fc.property(fc.array(wording, { minLength: 1, maxLength: 12 }), (drafts) => {
      const schema = compileSchema(drafts);
      expect(lintSchema(schema)).toEqual([]);
      const bounds = [...JSON.stringify(schema).matchAll(/"max(Items|Length)":(\d+)/g)];
      expect(Math.max(...bounds.map(([, kind, value]) => (kind === 'Items' ? Number(value) : 0)))).toBeLessThanOrEqual(
        8,
      );
      expect(Math.max(...bounds.map(([, , value]) => Number(value)))).toBeLessThanOrEqual(240);
    }),
  );
});

const valid = () => ({
  expected_result: 'The account is locked.',
  preconditions: [],
  steps: ['Submit {wrong} three times'],
  test_data: [{ name: 'wrong', value: 'x' }],
  title: 'Lock the account',
});

it.each([
  ['a missing field', { title: undefined }],
  ['an additional field', { id: 'TC-1' }],
  ['an empty step', { steps: [''] }],
  ['no step', { steps: [] }],
  ['too many steps', { steps: Array.from({ length: 9 }, () => 'Wait') }],
  ['a title over 90 characters', { title: 'x'.repeat(91) }],
  ['test data without a value', { test_data: [{ name: 'a' }] }],
])('turns down %s', (_, change) => {
  const validate = new Ajv().compile(compileSchema(lockout().drafts.slice(0, 1)));
  expect(validate({ case_1: valid() })).toBe(true);
  const changed = { case_1: JSON.parse(JSON.stringify({ ...valid(), ...change })) };
  expect(validate(changed)).toBe(false);
});

it('knows the length of the longest answer', () => {
  const { drafts } = lockout();
  const longest = {
    expected_result: 'x'.repeat(120),
    preconditions: ['x'.repeat(120)],
    steps: ['x'.repeat(120), 'x'.repeat(120)],
    test_data: [{ name: 'x'.repeat(40), value: 'x'.repeat(80) }],
    title: 'x'.repeat(90),
  };
  const answer = { case_1: longest };
  expect(new Ajv().validate(compileSchema(drafts.slice(0, 1)), answer)).toBe(true);
  const slack = longestAnswer(drafts.slice(0, 1)) - JSON.stringify(answer).length;
  expect(slack).toBeGreaterThanOrEqual(0);
  expect(slack).toBeLessThan(20);
});

it('has one digest, whatever the drafts', () => {
  expect(schemaDigest()).toMatch(/^[0-9a-f]{64}$/);
});
