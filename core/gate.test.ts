import { describe, expect, it } from 'vitest';
import { gate } from './gate.ts';
import { failReasons } from './trace/fail-reasons.ts';
import { planAgain } from './generate/plan-again.ts';
import { emptyLock } from './lock/lock.ts';
import { parseDocument } from './parse/parse-document.ts';
import { generateSuite } from './pipeline.ts';
import type { TestCase } from './types.ts';

const text =
  '# Doors\n\nREQ-1 When the button is pressed, the door shall open.\n\nREQ-2 The gateway shall not forward a message whose checksum is invalid.\n';

/** The verdict on `now` after the suite was made from `text` and `change` was done to its cases. */
async function judge(now: string, change: (cases: TestCase[]) => TestCase[] = (cases) => cases, options = {}) {
  const made = await generateSuite({
    documents: [parseDocument({ path: 'a.md', text })],
    lock: emptyLock,
    suites: new Map(),
    toolVersion: '0',
    now: new Date(0),
  });
  const { lock } = made;
  const suite = made.suites.map((each) => ({ ...each, test_cases: change(each.test_cases) }))[0];
  const documents = [{ document: 'a.md', plan: planAgain(parseDocument({ path: 'a.md', text: now }), lock), suite }];
  return gate({ documents, lock }, { require: 'drafted', failOn: failReasons, ...options });
}

describe('gate()', () => {
  // GAT-1, GAT-2, GAT-4
  it('is open for a fresh suite and shows all four levels', async () => {
    expect(await judge(text)).toEqual({
      ok: true,
      uncovered: [],
      stale: [],
      orphaned: [],
      duplicates: [],
      edited: [],
      waived: [],
      open_questions: 0,
      coverage: {
        items: 3,
        drafted: 3,
        accepted: 0,
        automated: 0,
        passed: 0,
        percent: 100,
        requirements: { total: 2, drafted: 2, accepted: 0, automated: 0, passed: 0 },
        criteria: { total: 0, drafted: 0, accepted: 0, automated: 0, passed: 0 },
      },
    });
  });

  // GAT-1
  it('names what is uncovered, with one decimal in percent', async () => {
    const verdict = await judge(text, (cases) => cases.slice(1));
    expect(verdict).toMatchObject({ ok: false, uncovered: ['a.md:REQ-1#1'], coverage: { drafted: 2, percent: 66.6 } });
  });

  // GAT-2
  it('names cases whose requirement changed and the items that these leave uncovered', async () => {
    const verdict = await judge(text.replace('the door shall', 'the gate shall'));
    expect(verdict).toMatchObject({ ok: false, stale: ['a.md:TC-REQ-1-1'], orphaned: [], uncovered: ['a.md:REQ-1#2'] });
  });

  // GAT-3
  it('names cases whose requirement is gone', async () => {
    const verdict = await judge(text.slice(0, text.indexOf('REQ-2')));
    expect(verdict).toMatchObject({ ok: false, stale: [], orphaned: ['a.md:TC-REQ-2-1', 'a.md:TC-REQ-2-2'] });
  });

  it('names the second of two cases that say the same, whatever their typography', async () => {
    const twin = (each: TestCase) => ({
      ...each,
      id: 'TC-twin',
      steps: each.steps.map((step) => ` ${step.toUpperCase()}.`),
    });
    const verdict = await judge(text, (cases) => [...cases, ...cases.slice(0, 1).map(twin)]);
    expect(verdict).toMatchObject({ ok: false, duplicates: ['a.md:TC-twin'] });
  });

  it('names edited cases, which count as accepted', async () => {
    const verdict = await judge(text, (cases) =>
      cases.map((each, index) => (index === 0 ? { ...each, title: 'Mine' } : each)),
    );
    expect(verdict).toMatchObject({ ok: false, edited: ['a.md:TC-REQ-1-1'], coverage: { accepted: 1 } });
  });

  // DRF-2
  it('counts a rejected case and an idea as no coverage', async () => {
    const verdict = await judge(text, (cases) =>
      cases.map((each, index) => ({
        ...each,
        ...(index === 0 && { status: 'rejected' as const }),
        inferred: index === 1,
      })),
    );
    expect(verdict.uncovered).toEqual(['a.md:REQ-1#1', 'a.md:REQ-2#1']);
  });

  it('fails only for what it is told to, at the level it is told', async () => {
    const failOn = ['stale'] as const;
    expect((await judge(text, (cases) => cases.slice(1), { failOn })).ok).toBe(true);
    expect(await judge(text, undefined, { require: 'accepted' })).toMatchObject({
      ok: false,
      coverage: { percent: 0 },
    });
  });
});
