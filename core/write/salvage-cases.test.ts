import fc from 'fast-check';
import { expect, it } from 'vitest';
import { salvageCases } from './salvage-cases.ts';

const answer = {
  case_1: { title: 'A "quoted" brace } and \\', steps: ['{x}', ']'], test_data: [{ name: 'x', value: '}' }] },
  case_2: { title: 'Second', steps: [], test_data: [] },
};

it('gives exactly the closed cases of an answer cut anywhere', () => {
  const text = JSON.stringify(answer);
  const ends = ['{"case_1":'.length + JSON.stringify(answer.case_1).length, text.length - 1];
  const closed = Array.from(text, (_, at) => Object.keys(salvageCases(text.slice(0, at))).length);
  for (const [at, count] of closed.entries()) expect(count).toBe(ends.filter((end) => end <= at).length);
  expect(salvageCases(text)).toEqual(answer);
});

it('gives nothing for what is no object, and never throws', () => {
  for (const text of ['', 'null', '[{}]', '"{}"', '}{', '{{}}']) expect(salvageCases(text)).toEqual({});
  fc.assert(
    fc.property(fc.array(fc.constantFrom('{', '}', '[', ']', '"', '\\', ':', ',', 'a')), (parts) => {
      expect(salvageCases(parts.join(''))).toBeTypeOf('object');
    }),
  );
});
