import { type CaseVerdict, type GivenCase, judgeCases, plural, questionSchema } from '../../core/index.ts';
import { oneLine } from '../clean.ts';
import { readingTool } from '../define-tool.ts';
import { casesProperty, looseCases } from '../given-cases.ts';
import { inputProperties } from '../input-schema.ts';
import { count, exactly, listOf, outline, string, strings } from '../lean-schema.ts';
import { planInput } from '../planned-input.ts';
import { argumentReader } from '../read-arguments.ts';
import { type InputArguments, readInput, requireRequirements } from '../read-input.ts';
import { renderQuestions, section } from '../render.ts';

type Arguments = InputArguments & { cases: GivenCase[] };

const { path, text } = inputProperties;
const read = argumentReader<Arguments>('check_test_cases', {
  type: 'object',
  properties: { path, text, cases: looseCases },
  required: ['cases'],
});

const failureSchema = exactly({ check: string, message: string, repair: string });
const verdictSchema = exactly({
  index: count,
  id: string,
  title: string,
  coverage_items: strings,
  matched_by: { enum: ['coverage_items', 'id', 'best_match', 'none'] },
  passed: { type: 'boolean' },
  failures: listOf(failureSchema),
  score: { type: 'number' },
  notes: strings,
});

/** A judge for cases that the assistant wrote itself. */
export const checkTestCases = readingTool({
  name: 'check_test_cases',
  title: 'Check test cases',
  description:
    'Judges test cases that you wrote against the requirements: invented numbers, names and outcomes, polarity, missing conditions, vagueness, duplicates, coverage. Says how to repair each failure and what is uncovered. Write cases, call it, mend, call again. No model.',
  inputSchema: { type: 'object', properties: { path, text, cases: casesProperty }, required: ['cases'] },
  named: ['verdicts'],
  outputSchema: exactly({
    ok: { type: 'boolean' },
    verdicts: listOf(verdictSchema),
    coverage: exactly({
      items: count,
      covered: strings,
      uncovered: listOf(exactly({ id: string, requirement_id: string, statement: string })),
    }),
    questions: listOf(outline(questionSchema)),
    suggestions: strings,
  }),
  handle: async (given, settings) => {
    const args = read(given);
    const input = await readInput(args, settings);
    requireRequirements(input.documents);
    const { inputs, questions } = planInput(input, undefined);
    const { verdicts, items, covered, uncovered } = judgeCases(args.cases, inputs);
    const passed = verdicts.filter((each) => each.passed).length;
    const suggestions = [
      ...verdicts
        .filter((each) => !each.passed)
        .map((each) => `Mend case ${each.index + 1}: ${each.failures[0]?.repair ?? ''}`),
      ...uncovered.map(({ id, statement }) => `Write a case for ${id}: ${statement}`),
    ];
    return {
      head: [
        `${passed} of ${plural(verdicts.length, 'case')} passed. ${covered.length} of ${plural(items, 'coverage item')} covered, ${uncovered.length} uncovered, ${plural(questions.length, 'open question')}.`,
      ],
      body: [
        ...verdicts.flatMap(renderVerdict),
        ...section('Covered', covered, (id) => id),
        ...section('Uncovered', uncovered, (each) => `${each.id} (${each.requirement_id}): ${each.statement}`),
        ...renderQuestions(questions),
        ...section('Suggestions', suggestions, (each) => each),
      ],
      data: {
        ok: passed === verdicts.length && uncovered.length === 0,
        verdicts,
        coverage: { items, covered, uncovered },
        questions,
        suggestions,
      },
    };
  },
});

function renderVerdict({
  index,
  id,
  title: name,
  coverage_items: items,
  matched_by,
  passed,
  failures,
  score,
  notes,
}: CaseVerdict): string[] {
  const judged =
    items.length === 0 ? 'matches no coverage item' : `judged against ${items.join(', ')} (by ${matched_by})`;
  return [
    `### ${oneLine(`${passed ? 'PASSED' : 'FAILED'} case ${index + 1} ${id}: ${name}`)}`,
    oneLine(`${judged} · score ${score}`),
    ...failures.map(({ check, message, repair }) => `- ${oneLine(`${check}: ${message} → ${repair}`)}`),
    ...notes.map((each) => `Note: ${oneLine(each)}`),
    '',
  ];
}
