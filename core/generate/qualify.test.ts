import { describe, expect, it } from 'vitest';
import { parseDocument } from '../parse/parse-document.ts';
import { planDocument } from '../plan/plan-document.ts';
import { qualify } from './qualify.ts';

const result = (document: string, text: string) => {
  const { requirements, coverage_items, questions, findings } = planDocument(parseDocument({ path: document, text }));
  return { document, requirements, coverage_items, questions, findings, test_cases: [] };
};

describe('qualify()', () => {
  it('puts the document before ids that occur twice, in everything derived from them, and leaves the others', () => {
    const shared = 'FR-001 The system shall respond quickly.\n\n';
    const [a, b] = qualify([
      result('a.md', `${shared}FR-002 Only administrators may delete a project.\n`),
      result('b.md', shared),
    ]);
    expect(a?.requirements.map(({ id }) => id)).toEqual(['a.md:FR-001', 'FR-002']);
    expect(b?.requirements.map(({ id }) => id)).toEqual(['b.md:FR-001']);
    expect(a?.coverage_items.every(({ id }) => id.startsWith('FR-002#'))).toBe(true);
    expect(b?.questions.length).toBeGreaterThan(0);
    expect(
      b?.questions.every(({ id, requirement_id }) => id.includes('b.md:FR-001') && requirement_id === 'b.md:FR-001'),
    ).toBe(true);
    expect(b?.findings.every(({ requirement_id }) => requirement_id === 'b.md:FR-001')).toBe(true);
  });
});
