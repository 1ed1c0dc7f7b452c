import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvRows, separatorOf } from './csv-rows.ts';

const cell = fc
  .array(fc.constantFrom('a', 'ü', ' ', ',', ';', '"', '\n', '\r\n', 'shall', '😀', '|'), { maxLength: 6 })
  .map((parts) => parts.join(''));
const quote = (value: string): string => `"${value.replaceAll('"', '""')}"`;

describe('csvRows', () => {
  it('reads the same cells as csv-parse, and each of them lies where it says', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 }),
        fc.constantFrom('\n', '\r\n'),
        (rows, newline) => {
          const text = rows
            .map((cells) => cells.map((each) => (/[",;|\r\n]|^\s|\s$|^$/.test(each) ? quote(each) : each)).join(','))
            .join(newline);
          const read = csvRows(text, ',');
          const expected = parse(text, { relax_column_count: true, skip_empty_lines: true, record_delimiter: newline });
          const filled = expected.filter((cells) => cells.some((each) => each.trim() !== ''));
          expect(read.rows.map(({ cells }) => cells.map((each) => each.text))).toEqual(filled);
          expect(read.unclosed).toEqual([]);
          for (const { cells, start, end } of read.rows) {
            for (const { text: value, runs } of cells) {
              expect(runs.reduce((sum, run) => sum + run.length, 0)).toBe(value.length);
              for (const run of runs) {
                expect(run.start >= start && run.start + (run.span ?? run.length) <= end).toBe(true);
                expect(text.startsWith(value.slice(run.at, run.at + run.length), run.start)).toBe(true);
              }
            }
          }
        },
      ),
      { numRuns: 500, seed: Number(process.env['FC_SEED'] ?? 1) },
    );
  });

  it('takes a mark that is not closed for a character and goes on with the next line', () => {
    const { rows, unclosed } = csvRows('a,"b\nc,"d"\ne,"f"g,h', ',');
    expect(rows.map(({ cells }) => cells.map(({ text }) => text))).toEqual([
      ['a', '"b'],
      ['c', 'd'],
      ['e', '"f"g', 'h'],
    ]);
    expect(unclosed).toEqual([2, 13]);
  });

  it('reads a megabyte of opened marks', () => {
    expect(() => csvRows('a,"b\n'.repeat(200_001), ',')).not.toThrow();
  });

  it.each([
    ['a;b,c;d', ';'],
    ['"a;b;c",d', ','],
    ['a\tb', '\t'],
    ['a|b|c', '|'],
    ['a', ','],
  ])('finds what separates %j', (line, separator) => {
    expect(separatorOf(`${line}\n;;;;;`)).toBe(separator);
  });
});
