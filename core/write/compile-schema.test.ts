import { Ajv } from 'ajv';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { lockout } from '../../fixtures/drafted-items.ts';
import type { Wording } from '../types.ts';
import {
  caseKeys,
  compileSchema,
  draftAnswer,
  longestAnswer,
  partsOf,
  schemaDigest,
  wholeForm,
} from './compile-schema.ts';
import { lintSchema } from './lint-schema.ts';

const text = fc.string({ minLength: 1, maxLength: 600 });
const wording = fc.record({
  title: text,
  preconditions: fc.array(text, { maxLength: 12 }),
  steps: fc.array(text, { minLength: 1, maxLength: 20 }),
  expected_result: text,
  test_data: fc.dictionary(text, text, { maxKeys: 9 }),
});

// Steps are always asked for here: a case without any part would be no object that engines take.
const form = fc.record({
  parts: fc.subarray(['d', 'e', 'p', 't'] as const).map((parts) => [...parts, 's' as const]),
  ideas: fc.integer({ min: 0, max: 3 }),
});

it('requires one case for each draft, in an order that sorting keeps', () => {
  const { drafts } = lockout();
  const twelve = Array.from({ length: 12 }, () => drafts)
    .flat()
    .slice(0, 12);
  expect(compileSchema(twelve)).toMatchObject({ additionalProperties: false, required: caseKeys(12) });
  expect(caseKeys(12).slice(8, 11)).toEqual(['c09', 'c10', 'c11']);
  expect(caseKeys(12).toSorted()).toEqual(caseKeys(12));
});

it('stays within the subset of all engines and the fixed bounds, whatever the drafts', () => {
  fc.assert(
    fc.property(fc.array(wording, { minLength: 1, maxLength: 12 }), form, (drafts, asked) => {
      const schema = compileSchema(drafts, asked);
      expect(lintSchema(schema)).toEqual([]);
      const bounds = [...JSON.stringify(schema).matchAll(/"max(Items|Length)":(\d+)/g)];
      expect(Math.max(...bounds.map(([, kind, value]) => (kind === 'Items' ? Number(value) : 0)))).toBeLessThanOrEqual(
        8,
      );
      expect(Math.max(...bounds.map(([, , value]) => Number(value)))).toBeLessThanOrEqual(200);
    }),
  );
});

it('takes the drafts themselves for an answer, whatever they are, within the longest answer', () => {
  fc.assert(
    fc.property(fc.array(wording, { minLength: 1, maxLength: 6 }), form, (drafts, asked) => {
      const answer = draftAnswer(drafts, asked);
      const validate = new Ajv({ unicodeRegExp: true }).compile(compileSchema(drafts, asked));
      expect(validate(JSON.parse(answer)) ? [] : validate.errors).toEqual([]);
    }),
  );
});

const [draft] = lockout().drafts;
if (draft === undefined) throw new Error('the fixture has drafts');
const valid = () => ({ d: { password: 'Sunflower-77' }, s: ['Submit {password} three times'] });

it.each([
  ['a missing part', { s: undefined }],
  ['an additional part', { id: 'TC-1' }],
  ['an empty step', { s: [''] }],
  ['no step', { s: [] }],
  ['too many steps', { s: Array.from({ length: 9 }, () => 'Wait') }],
  ['a name that nobody asked for', { d: { password: 'x', user: 'y' } }],
  ['a value over 28 characters', { d: { password: 'x'.repeat(29) } }],
])('turns down %s', (_, change) => {
  const one: Wording = { ...draft, steps: ['Submit a wrong password three times'], preconditions: ['It is open'] };
  const validate = new Ajv().compile(compileSchema([one]));
  expect(validate({ c1: valid() })).toBe(true);
  expect(validate({ c1: JSON.parse(JSON.stringify({ ...valid(), ...change })) })).toBe(false);
});

it.each<[string, Partial<Wording>, string[]]>([
  ['values for its places', { steps: ['Enter a title'] }, ['d', 'p', 's']],
  ['values of its own where it has no place', { steps: ['Let it react'] }, ['e', 'p', 's']],
  ['no precondition where the draft has one', { steps: ['Let it react'], preconditions: ['It is on'] }, ['e', 's']],
  [
    'a title where it was cut',
    { steps: ['Let it react'], preconditions: ['It is on'], title: 'A long…' },
    ['e', 's', 't'],
  ],
  ['no values where the rules computed them', { steps: ['Enter 5'], test_data: { value: '5' } }, ['p', 's']],
])('asks for what can be better: %s', (_, change, parts) => {
  const one: Wording = { title: 'A', preconditions: [], steps: [], expected_result: 'B.', test_data: {}, ...change };
  expect(partsOf(one)).toEqual(parts);
});

it('knows the length of the longest answer', () => {
  const one: Wording = { ...draft, title: 'A…', preconditions: [], steps: ['Let it react'], test_data: {} };
  const text = (length: number) => 'x'.repeat(length);
  const longest = {
    c1: {
      e: [text(24), text(24)].map((n) => ({ n, v: text(28) })),
      p: [text(120)],
      s: [text(80), text(80)],
      t: text(90),
    },
    z: [{ r: text(140), s: Array.from({ length: 4 }, () => text(140)), t: text(90) }],
  };
  expect(new Ajv().validate(compileSchema([one], { ...wholeForm, ideas: 1 }), longest)).toBe(true);
  const slack = longestAnswer([one], { ...wholeForm, ideas: 1 }) - JSON.stringify(longest).length;
  expect(slack).toBeGreaterThanOrEqual(0);
  expect(slack).toBeLessThan(40);
});

it('has one digest, whatever the drafts', () => {
  expect(schemaDigest()).toMatch(/^[0-9a-f]{64}$/);
});
