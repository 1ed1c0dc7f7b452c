import { plural, problemSchema, questionSchema, suiteSchema, type TestCase, testCaseSchema } from '../core/index.ts';
import { oneLine } from './clean.ts';
import type { Answer } from './define-tool.ts';
import type { Generated } from './generated.ts';
import { inputProperties } from './input-schema.ts';
import { count, listOf, outline, picked, string, strings } from './lean-schema.ts';
import { pageLine, renderCase, renderCounts, renderProblems, renderQuestions, section } from './render.ts';
import { pageOf } from './result-pages.ts';

export type PageArguments = { detail: 'concise' | 'full'; cursor?: string; limit: number };

const { cursor, limit } = inputProperties;

/** The arguments that say how much of a result is shown. */
export const pageProperties = {
  detail: { enum: ['concise', 'full'], default: 'concise' },
  cursor,
  limit: { ...limit, default: 20 },
} as const;

/** What is shown of a case unless it is asked for in full: the eight fields of the contract, and what they hang on. */
export const conciseFields: (keyof TestCase)[] = [
  'id',
  'type',
  'title',
  'priority',
  'preconditions',
  'steps',
  'expected_result',
  'test_data',
  'requirement_id',
  'coverage_items',
  'written_by',
  'quality_score',
  'inferred',
  'status',
];
const onlyFull: (keyof TestCase)[] = ['technique', 'evidence', 'quality_notes'];

export const caseSchema = picked(
  testCaseSchema,
  [...conciseFields, ...onlyFull],
  ['id', 'title', 'steps', 'expected_result', 'written_by'],
);

/** The fields of a shown result beside its cases. */
export const resultProperties = {
  questions: listOf(outline(questionSchema)),
  summary: outline(suiteSchema.properties.summary),
  model: string,
  reason: string,
  stale: strings,
  problems: listOf(outline(problemSchema)),
  total: count,
  next_cursor: string,
};

/** One page of what a generation brought. `key`: what a cursor to the next page belongs to. */
export function showGenerated(
  result: Generated,
  { detail, offset, limit: most, key }: Pick<PageArguments, 'detail' | 'limit'> & { offset: number; key: string },
): Answer {
  const { page, next_cursor } = pageOf(result.cases, { offset, limit: most, key });
  const cases = page.map((each) => shown(each, detail));
  // Said once: with the first page.
  const { questions, stale, problems } = offset === 0 ? result : { questions: [], stale: [], problems: [] };
  return {
    head: [...headOf(result), pageLine(page.length, result.cases.length, { offset, noun: 'case', next: next_cursor })],
    body: [
      writerOf(result),
      '',
      ...cases.flatMap(renderCase),
      ...renderQuestions(questions),
      ...section('Stale: kept by a person although the requirement changed', stale, (id) => id),
      ...renderProblems(problems),
    ],
    data: {
      cases,
      questions,
      summary: result.summary,
      model: result.model,
      ...(result.reason !== undefined && { reason: result.reason }),
      stale,
      problems,
      total: result.cases.length,
      ...(next_cursor !== undefined && { next_cursor }),
    },
  };
}

function shown(
  one: TestCase,
  detail: PageArguments['detail'],
): TestCase | Omit<TestCase, 'technique' | 'evidence' | 'quality_notes'> {
  if (detail === 'full') return one;
  const { technique: _technique, evidence: _evidence, quality_notes: _notes, ...rest } = one;
  return rest;
}

function headOf({ summary, cases }: Generated): string[] {
  const { written_by, covered, coverage_items, requirements } = summary;
  return [
    `${plural(cases.length, 'test case')} for ${plural(requirements, 'requirement')}: ${written_by['model'] ?? 0} written by the model, ${written_by['rules'] ?? 0} by rules, ${written_by['human'] ?? 0} by people. ${covered} of ${plural(coverage_items, 'coverage item')} covered.`,
    `Summary: ${oneLine(renderCounts(summary))}.`,
  ];
}

/** Names of models and what servers answer are not ours. */
function writerOf({ model, reason }: Generated): string {
  return oneLine(reason === undefined ? `Model asked: ${model}.` : `No model was asked: ${reason}`);
}
