import fc from 'fast-check';
import { expect, it } from 'vitest';
import { extractJson } from './extract-json.ts';

it.each([
  ['alone', '{"a":1}', '{"a":1}'],
  ['in a fence', 'Here:\n```json\n{"a":{"b":"}"}}\n```\nDone {x}.', '{"a":{"b":"}"}}'],
  ['after reasoning with braces', '<think>{"a":0} or so</think>{"a":1}', '{"a":1}'],
  ['after braces in prose', 'Take {name} and {}: {"a":1}', '{"a":1}'],
  ['with a comma too many', '{"a":[1,2,],}', '{"a":[1,2]}'],
  ['with single quotes', "{'a': 'b'}", '{"a": "b"}'],
])('finds an object %s', (_, text, found) => {
  expect(extractJson(text, true)).toBe(found);
});

it('closes nothing of an answer that was cut off', () => {
  expect(extractJson('```json\n{"a":[{"b":1},{"b"', false)).toBe('{"a":[{"b":1},{"b"');
});

it('hands a text without an object on as it is', () => {
  expect(extractJson(' I cannot. ', true)).toBe('I cannot.');
});

it('finds every object again between prose and fences', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 }), (value) => {
      const text = JSON.stringify(value);
      expect(extractJson(`Sure, here it is:\n\`\`\`json\n${text}\n\`\`\`\nBye.`, true)).toBe(text);
    }),
    { numRuns: 300 },
  );
});

it('never throws, whatever a model says', () => {
  const said = fc
    .array(fc.constantFrom('{', '}', '"', "'", '\\', ':', ',', '[', ']', '```', 'a', ' ', '\n'))
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.oneof(said, fc.string()), fc.boolean(), (text, complete) => {
      expect(extractJson(text, complete)).toEqual(expect.any(String));
    }),
    { numRuns: 500 },
  );
});
