import type { TestCase } from '../types.ts';
import { findSlots } from '../text/find-slots.ts';
import { actingStems, contentStems, overlap, stem, words } from '../text/words.ts';
import { doingOf, groundOf, type CheckContext } from './check-context.ts';
import { novelWords } from './check-novelty.ts';
import { statedShare } from './check-response.ts';

/** A reason why points are lost. */
type Loss = { points: number; note: string };

const generic =
  /^(?:observe what happens|let .+ react|bring about|cause |make sure that|use .+ with|start with|(?:open|launch|start) the (?:application|app|system|browser)$|verify|check the result|ensure)/i;
const hedge = /\b(?:should|may|might|could|would|probably|likely)\b/i;

/**
 * How good a case is to carry out, 0–10 with one decimal. Drafts and model text are measured by the same scale: what a
 * draft cannot have (concrete data that feeds the steps, sharper steps than generic ones) is what the model can add.
 */
export function scoreCase(candidate: TestCase, context: CheckContext): { score: number; notes: string[] } {
  const losses = [
    ...dataLosses(candidate, context),
    ...stepLosses(candidate, context),
    ...resultLosses(candidate, context),
  ].filter(({ points }) => points > 0);
  const score = Math.max(0, 10 - losses.reduce((sum, { points }) => sum + points, 0));
  return {
    score: Math.round(score * 10) / 10,
    notes: losses.map(({ points, note }) => `-${Math.round(points * 10) / 10} ${note}`),
  };
}

function dataLosses(candidate: TestCase, context: CheckContext): Loss[] {
  const steps = [...candidate.preconditions, ...candidate.steps];
  const ground = new Set(contentStems(groundOf(context)));
  const feeding = Object.entries(candidate.test_data).filter(([name, value]) =>
    steps.some(
      (step) =>
        (step.includes(`{${name}}`) || speaksOf(step, value)) && words(step).some((word) => ground.has(stem(word))),
    ),
  );
  const told = new Set(['resolution', 'decision', 'duration', 'limit']);
  const unused = Object.keys(candidate.test_data).filter(
    (name) => !told.has(name) && !feeding.some(([used]) => used === name),
  );
  // Without any data, that is the larger loss.
  const open = feeding.length === 0 ? [] : findSlots(candidate).filter(({ name }) => !isNamed(name, steps));
  return [
    { points: feeding.length === 0 ? 1.5 : 0, note: 'no concrete test data in the steps' },
    { points: Math.min(open.length * 0.2, 0.4), note: `no value for: ${open.map(({ name }) => name).join(', ')}` },
    { points: Math.min(unused.length * 0.5, 1), note: `test data that no step uses: ${unused.join(', ')}` },
  ];
}

const isNamed = (name: string, texts: string[]): boolean => texts.some((text) => text.includes(`{${name}}`));

/** The value, or all of its words: a step may say "the image {file} as PNG" for "an image as PNG". */
function speaksOf(step: string, value: string): boolean {
  const stems = contentStems(value);
  return step.includes(value) || (stems.length > 1 && overlap(stems, step) === 1);
}

function stepLosses(candidate: TestCase, { demand }: CheckContext): Loss[] {
  const vagueSteps = candidate.steps.filter((step) => generic.test(step));
  const missing = 1 - overlap(actingStems(demand.trigger), doingOf(candidate));
  return [
    { points: candidate.preconditions.length === 0 ? 0.5 : 0, note: 'no precondition' },
    { points: candidate.steps.length < 2 ? 0.5 : 0, note: 'a single step' },
    { points: candidate.steps.length > 8 ? 0.5 : 0, note: 'more than eight steps' },
    { points: Math.min(vagueSteps.length * 0.5, 1.5), note: `generic step: ${vagueSteps[0] ?? ''}` },
    { points: missing * 2, note: 'the condition is not named in full' },
  ];
}

function resultLosses(candidate: TestCase, context: CheckContext): Loss[] {
  const { expected_result: result, title } = candidate;
  const novel = novelWords(candidate, context);
  const missing = 1 - statedShare(context.demand, result);
  return [
    { points: missing * 2, note: 'the outcome is not stated in full' },
    { points: novel.length * 0.5, note: `a word that the requirement does not use: ${novel.join(', ')}` },
    { points: hedge.test(result) ? 0.5 : 0, note: 'the result is hedged' },
    {
      points: /^[\p{Lu}\p{N}"“{]/u.test(result) && /[.!。]["”]?$/.test(result) ? 0 : 0.3,
      note: 'the result is no sentence',
    },
    { points: title.endsWith('…') ? 0.3 : 0, note: 'the title is cut' },
    {
      points: title.replace(/\W+$/, '') === result.replace(/\W+$/, '') ? 0.2 : 0,
      note: 'the title repeats the result',
    },
  ];
}
