import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { csvText } from './csv-text.ts';

describe('csvText()', () => {
  it('quotes every cell, doubles quotes and ends lines as RFC 4180 says', () => {
    expect(csvText(['a', 'b'], [['x "y"', '1,2\n3']])).toBe('"a","b"\r\n"x ""y""","1,2\n3"\r\n');
  });

  // EXP-4
  it.each(['=1+1', '+1', '-5 °C', '@SUM(A1)', '\t=1', '\r=1', ' =1', '＝1', '\n=1', '\u200b=1'])(
    'lets no spreadsheet take %j for a formula',
    (cell) => {
      const rows: string[][] = parse(csvText([cell], []));
      expect(rows).toEqual([[expect.stringMatching(/^'/)]]);
    },
  );

  it('leaves other text as it is', () => {
    const cells = ['a = b', '5 - 3', "'quoted'", '', 'x@example.org'];
    expect(parse(csvText(cells, []))).toEqual([cells]);
  });
});
