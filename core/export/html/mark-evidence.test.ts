import { describe, expect, it } from 'vitest';
import { cleanRange, markEvidence } from './mark-evidence.ts';

const quote = (start: number, end: number) => ({ quote: 'x', line: 1, start, end });
const statement = { text: 'The door shall open.', runs: [{ at: 0, start: 100, length: 20 }] };

describe('marked evidence', () => {
  it('marks the words that a case quotes, and says whose quote it is', () => {
    expect(markEvidence(statement, [{ by: 1, evidence: [quote(104, 108)] }]).html).toBe(
      'The <mark data-by="1">door</mark> shall open.',
    );
  });

  it('cuts quotes that overlap into pieces that name all their cases', () => {
    const quoted = [
      { by: 1, evidence: [quote(100, 108)] },
      { by: 2, evidence: [quote(104, 114), quote(104, 114)] },
    ];
    expect(markEvidence(statement, quoted).html).toBe(
      '<mark data-by="1">The </mark><mark data-by="1 2">door</mark><mark data-by="2"> shall</mark> open.',
    );
  });

  it('joins the quotes of very many cases instead of telling them apart', () => {
    const quoted = Array.from({ length: 5000 }, (_, by) => ({ by, evidence: [quote(104 + (by % 4), 108)] }));
    expect(markEvidence(statement, quoted).html).toBe('The <mark data-by="">door</mark> shall open.');
  });

  it('leaves a statement alone that nobody quotes, and escapes it', () => {
    const hostile = { text: '<b>x</b>', runs: [{ at: 0, start: 0, length: 8 }] };
    expect(markEvidence(hostile, [{ by: 1, evidence: [quote(500, 510)] }]).html).toBe('&lt;b&gt;x&lt;/b&gt;');
    expect(markEvidence(hostile, [{ by: 1, evidence: [quote(0, 3)] }]).html).toContain('&lt;b&gt;</mark>');
  });
});

describe('the place of a quote in the clean text', () => {
  it('passes over markup between runs', () => {
    const runs = [
      { at: 0, start: 10, length: 4 },
      { at: 4, start: 16, length: 6 },
    ];
    expect(cleanRange(runs, quote(12, 19))).toEqual({ from: 2, to: 7 });
    expect(cleanRange(runs, quote(14, 16))).toBeUndefined();
  });

  it('takes the whole of an encoded run', () => {
    expect(cleanRange([{ at: 3, start: 10, length: 1, span: 6 }], quote(12, 14))).toEqual({ from: 3, to: 4 });
  });
});
