import { type CaseVerdict, type GivenCase, plural, questionSchema } from '../../core/index.ts';
import { oneLine } from '../clean.ts';
import { readingTool } from '../define-tool.ts';
import { heavily, sizeOf } from '../heavily.ts';
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
      covered_count: count,
      uncovered_count: count,
      open_questions: count,
      uncovered: listOf(exactly({ id: string, requirement_id: string, statement: string })),
    }),
    questions: listOf(outline(questionSchema)),
    suggestions: strings,
  }),
  handle: async (given, settings) => {
    const args = read(given);
    const input = await readInput(args, settings);
    requireRequirements(input.documents);
    const { inputs, questions } = await planInput(input, { settings });
    const { verdicts, items, covered, uncovered } = await heavily(
      'judge',
      { cases: args.cases, inputs },
      { size: sizeOf(input.documents), settings },
    );
    const passed = verdicts.filter((each) => each.passed).length;
    const suggestions = verdicts
      .filter((each) => !each.passed)
      .map((each) => `Mend case ${each.index + 1}: ${each.failures[0]?.repair ?? ''}`);
    const subjects = new Set(verdicts.flatMap((each) => each.coverage_items.map(requirementOf)));
    const near = ({ requirement_id }: { requirement_id: string }) => subjects.has(requirement_id);
    const shown = {
      covered: covered.slice(0, mostShown),
      uncovered: nearFirst(uncovered, near).slice(0, mostShown),
      questions: nearFirst(questions, near).slice(0, mostShown),
    };
    const more = [
      ...moreOf('covered', shown.covered.length, covered.length),
      ...moreOf('uncovered', shown.uncovered.length, uncovered.length),
      ...moreOf('questions', shown.questions.length, questions.length),
    ];
    return {
      head: [
        `${passed} of ${plural(verdicts.length, 'case')} passed. ${covered.length} of ${plural(items, 'coverage item')} covered, ${uncovered.length} uncovered, ${plural(questions.length, 'open question')}.`,
        ...(more.length > 0 ? [`${more.join(', ')} shown; plan_coverage lists all, page by page.`] : []),
      ],
      body: [
        ...verdicts.flatMap(renderVerdict),
        ...section('Covered', shown.covered, (id) => id),
        ...section('Uncovered', shown.uncovered, (each) => `${each.id} (${each.requirement_id}): ${each.statement}`),
        ...renderQuestions(shown.questions),
        ...section('Suggestions', suggestions, (each) => each),
      ],
      data: {
        ok: passed === verdicts.length && uncovered.length === 0,
        verdicts,
        coverage: {
          items,
          covered: shown.covered,
          covered_count: covered.length,
          uncovered_count: uncovered.length,
          open_questions: questions.length,
          uncovered: shown.uncovered,
        },
        questions: shown.questions,
        suggestions,
      },
    };
  },
});

/** Of each list that grows with the documents rather than with the cases. */
const mostShown = 50;

const requirementOf = (item: string): string => item.replace(/#\d+$/, '');

/** What the cases are about comes first: the rest is not what the caller works at. */
function nearFirst<T>(all: readonly T[], near: (one: T) => boolean): T[] {
  return [...all.filter(near), ...all.filter((one) => !near(one))];
}

function moreOf(what: string, shown: number, all: number): string[] {
  return shown === all ? [] : [`${shown} of ${all} ${what}`];
}

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
