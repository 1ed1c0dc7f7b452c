import { describe, expect, it } from 'vitest';
import { emptyLock } from '../lock/lock.ts';
import { parseDocument } from '../parse/parse-document.ts';
import { generateSuite } from '../pipeline.ts';
import { plainPaint } from './paint.ts';
import { renderGateText } from './render-gate-text.ts';
import { renderRequirementsText } from './render-requirements-text.ts';
import { renderSummaryText } from './render-summary-text.ts';

const text = '# Doors\n\n## REQ-1 Open \u001b[31mthe door\n\nWhen the button is pressed, the door shall open.\n';
const made = generateSuite({
  documents: [parseDocument({ path: 'a.md', text })],
  lock: emptyLock,
  suites: new Map(),
  toolVersion: '0',
  now: new Date(0),
});

describe('what a tester reads', () => {
  // CLI-2
  it('shows requirement, case, steps and result, and no escape sequence of the document', async () => {
    const { suite } = await made;
    const shown = renderRequirementsText(suite, plainPaint);
    expect(shown).toMatch(
      /^REQ-1 {2}Open .* {2}a\.md:3\n {2}When the button is pressed, the door shall open\.\n\n {2}TC-REQ-1-1 {2}/,
    );
    expect(shown).toMatch(/positive · \w+ · by rules · [\d.]+\/10/);
    expect(shown).toMatch(/\n {8}1 {2}Press the button\n[^]*→ {2}The door opens\./);
    expect(shown).not.toContain('\u001b');
  });

  it('closes with numbers that say who wrote what, and why drafts stayed', async () => {
    const { suite } = await made;
    const summary = {
      ...suite.summary,
      model_calls: 2,
      retries: 1,
      first_attempt_valid: 1,
      rejected_by_check: { score: 2, polarity: 1 },
    };
    const files = [{ path: 'casewright/a.md.cases.yml', state: 'written' }];
    const facts = { duplicates: 0, stale: [], orphaned: [], proposals: {}, unchanged: 0, files, interrupted: false };
    expect(renderSummaryText(summary, facts, plainPaint)).toBe(
      [
        'requirements  1 (1 testable), 0 unchanged',
        'test cases    1: 0 by the model, 1 by rules, 0 by people',
        'coverage      1 of 1 item drafted',
        'questions     none open',
        'model calls   2 (1 repeated, 1 valid at the first attempt)',
        'drafts kept   3 model answers turned down: 2 no better than the draft, 1 expecting the opposite',
        'files         casewright/a.md.cases.yml written',
      ].join('\n'),
    );
  });

  it('says for a closed gate what is wrong and what to run', () => {
    const levels = { drafted: 1, accepted: 0, automated: 0, passed: 0 };
    const coverage = {
      items: 2,
      percent: 50,
      ...levels,
      requirements: { total: 1, ...levels },
      criteria: { total: 0, ...levels },
    };
    const verdict = {
      ok: false,
      waived: ['a.md:REQ-9#1'],
      uncovered: ['a.md:REQ-1#1'],
      stale: [],
      orphaned: [],
      duplicates: [],
      edited: ['a.md:TC-1'],
      open_questions: 0,
      coverage,
    };
    const shown = renderGateText(verdict, ['uncovered'], { paint: plainPaint });
    expect(shown).toContain('2 items: drafted 1, accepted 0, automated 0, passed 0');
    expect(shown).toContain('1 requirements: drafted 1');
    expect(shown).not.toContain('criteria');
    expect(shown).toContain('waived    1');
    expect(shown).toContain('uncovered  1 items without a case\n  a.md:REQ-1#1\n  → run casewright generate');
    expect(shown).toContain('(does not fail the gate)');
    expect(shown.endsWith('The gate is closed.')).toBe(true);
  });
});
