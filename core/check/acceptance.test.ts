import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { planFixture } from '../../fixtures/plan-text.ts';
import type { TestCase, Wording } from '../types.ts';
import { checkCase } from './check-case.ts';

/** `by`: the checks that may turn it down, with `|` between them. */
type Written = Partial<Wording> & { case: string; why?: string; by?: string };

const { document, drafts } = planFixture('paired-requirements.md');
const exampleWords = ['turnstile', 'badge', 'arm', 'B-0417'];

const written = (name: string): Written[] =>
  parse(readFileSync(new URL(`../../fixtures/${name}`, import.meta.url), 'utf8'));
const better = written('better-cases.yml');
const broken = written('broken-cases.yml');

function judge({ case: id, why: _why, by: _by, ...wording }: Written) {
  const found = drafts.find((drafted) => drafted.case.id === id);
  if (!found) throw new Error(`no draft ${id}`);
  const { requirement, demand, verdict } = found;
  const draft: TestCase = { ...found.case, quality_score: verdict.score };
  const test_data = { ...draft.test_data, ...wording.test_data };
  const candidate: TestCase = { ...draft, ...wording, test_data, written_by: 'model' };
  return { draft: verdict, verdict: checkCase(candidate, { document, requirement, demand, draft, exampleWords }) };
}

it('knows at least twenty pairs of each kind', () => {
  expect(Math.min(better.length, broken.length)).toBeGreaterThanOrEqual(20);
});

it.each(better.map((each) => [each.case, each] as const))('prefers the better %s', (_, each) => {
  const { draft, verdict } = judge(each);
  expect(verdict.failures).toEqual([]);
  expect(verdict.score).toBeGreaterThan(draft.score);
});

it.each(broken.map((each) => [each.case, each.why, each] as const))('turns down %s for %s', (_, _why, each) => {
  const checks: string[] = judge(each).verdict.failures.map(({ check }) => check);
  expect(checks.filter((name) => each.by?.split('|').includes(name))).not.toEqual([]);
});
