import { expect, it } from 'vitest';
import { parseWaivers } from './waivers.ts';

const fields = { ids: '[REQ-1]', reason: 'legacy', owner: 'Ada', expires: "'2999-12-31'" };

function read(left: string[]) {
  const lines = Object.entries(fields).filter(([name]) => !left.includes(name));
  const text = `waivers:\n  - ${lines.map(([name, value]) => `${name}: ${value}`).join('\n    ')}\n`;
  return parseWaivers({ path: 'casewright/waivers.yml', text }, '2026-11-21');
}

// GAT-6
it.each(['reason', 'owner', 'expires'])('a waiver without %s waives nothing and says what is missing', (name) => {
  const { waivers, problems } = read([name]);
  expect(waivers).toEqual([]);
  expect(problems).toMatchObject([{ severity: 'error', message: expect.stringContaining(name) }]);
});

// GAT-6
it('a waiver with all of them holds', () => {
  expect(read([])).toMatchObject({ waivers: [{ owner: 'Ada' }], problems: [] });
});
