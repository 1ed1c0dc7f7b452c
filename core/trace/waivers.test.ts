import { describe, expect, it } from 'vitest';
import { parseWaivers, waiverIndex } from './waivers.ts';

const read = (text: string) => parseWaivers({ path: 'casewright/waivers.yml', text }, '2026-11-21');
const entry = (expires: string) =>
  `waivers:\n  - ids: [REQ-1, "a.md:REQ-2#1"]\n    reason: legacy\n    owner: Ada\n    expires: ${expires}\n`;

describe('waivers', () => {
  // GAT-5
  it('hold up to their last day', () => {
    expect(read(entry('2026-11-21'))).toMatchObject({ waivers: [{ owner: 'Ada' }], problems: [] });
  });

  it.each([
    ['2026-11-20', 'waiver_expired'],
    ['soon', 'waiver_date'],
  ])('that end on %s waive nothing and say so', (expires, code) => {
    const { waivers, problems } = read(entry(expires));
    expect(waivers).toEqual([]);
    expect(problems).toMatchObject([{ code, source: { line: 2 }, hint: expect.any(String) }]);
  });

  it('need a reason, an owner and a date', () => {
    const { problems } = read('waivers:\n  - ids: [REQ-1]\n    reasons: x\n');
    expect(problems.map(({ message }) => message).join('\n')).toMatch(/reasons/);
  });

  it('name an item, a case or a requirement, bare or with its document', () => {
    const isWaived = waiverIndex(read(entry('2027-01-01')).waivers);
    expect(isWaived('a.md:REQ-1#3', 'a.md:REQ-1')).toBe(true);
    expect(isWaived('a.md:REQ-2#1', 'a.md:REQ-2')).toBe(true);
    expect(isWaived('b.md:REQ-2#1', 'b.md:REQ-2')).toBe(false);
    expect(isWaived('a.md:REQ-11#1', 'a.md:REQ-11')).toBe(false);
  });
});
