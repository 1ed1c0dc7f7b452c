import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../core/index.ts';
import { benchDocument, shapes, statement } from './document.ts';
import { growthExponent } from './growth.ts';

const sizes = [1000, 5000, 20_000];

describe('growthExponent()', () => {
  it('finds the power that made the timings, whatever the unit of time', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 3, noNaN: true }),
        fc.double({ min: 1e-6, max: 10, noNaN: true }),
        (b, a) => {
          expect(growthExponent(sizes.map((size) => ({ size, ms: a * size ** b })))).toBeCloseTo(b, 6);
        },
      ),
    );
  });
});

describe('benchDocument()', () => {
  for (const shape of shapes) {
    it(`holds exactly the promised requirements as ${shape}`, () => {
      const text = benchDocument(shape, 120);
      const { requirements, problems } = parseDocument({ path: 'bench.md', text });
      expect(problems).toEqual([]);
      const said = requirements.flatMap(({ text: own, criteria }) =>
        criteria.length > 0 ? criteria.map((each) => each.text) : [own],
      );
      expect(said).toEqual(Array.from({ length: 120 }, (_, index) => statement(index + 1)));
      const ids = shape === 'kiro' ? requirements.map((_, n) => `${n + 1}`) : said.map((_, n) => `REQ-${n + 1}`);
      expect(requirements.map(({ id }) => id)).toEqual(ids);
    });
  }

  it('repeats no statement', () => {
    const all = Array.from({ length: 2000 }, (_, index) => statement(index));
    expect(new Set(all).size).toBe(all.length);
  });
});
