import { plural, problemSchema, questionSchema, suiteSchema, type TestCase, testCaseSchema } from '../../core/index.ts';
import { oneLine } from '../clean.ts';
import { readingTool, type Settings } from '../define-tool.ts';
import { generate, type GenerateArguments, type Generated, isGenerated } from '../generate.ts';
import { inputProperties } from '../input-schema.ts';
import { count, exactly, listOf, outline, picked, string, strings } from '../lean-schema.ts';
import { argumentReader } from '../read-arguments.ts';
import { pageLine, renderCase, renderCounts, renderProblems, renderQuestions, section } from '../render.ts';
import { pageOf, readCursor, staleCursor } from '../result-pages.ts';

type Detail = 'concise' | 'full';
type Arguments = GenerateArguments & { detail: Detail; cursor?: string; limit: number };

const { path, text, ids, cursor, limit } = inputProperties;
const properties = {
  path,
  text,
  ids,
  model: { type: 'string', description: 'auto, rules or the configured model; default: as configured.' },
  detail: {
    enum: ['concise', 'full'],
    default: 'concise',
    description: 'full adds technique, evidence and quality_notes.',
  },
  cursor,
  limit: { ...limit, default: 20 },
};
const read = argumentReader<Arguments>('generate_test_cases', { type: 'object', properties });

const concise: (keyof TestCase)[] = [
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

/** Cases for every coverage item; no file is written. */
export const generateTestCases = readingTool({
  name: 'generate_test_cases',
  title: 'Generate test cases',
  description:
    'Writes one checked, traceable test case per coverage item: drafted by rules, reworded by a local model where that passes all checks. Works without a model (written_by says who wrote each case). Cases already committed are reused. Writes no file. Can take minutes.',
  inputSchema: { type: 'object', properties },
  outputSchema: exactly(
    {
      cases: listOf(
        picked(testCaseSchema, [...concise, ...onlyFull], ['id', 'title', 'steps', 'expected_result', 'written_by']),
      ),
      questions: listOf(outline(questionSchema)),
      summary: outline(suiteSchema.properties.summary),
      model: string,
      reason: string,
      stale: strings,
      problems: listOf(outline(problemSchema)),
      total: count,
      next_cursor: string,
    },
    ['reason', 'next_cursor'],
  ),
  handle: async (given, settings, call) => {
    const args = read(given);
    const from = args.cursor === undefined ? undefined : readCursor(args.cursor);
    const result = from ? earlier(from.key, settings) : await generate(args, settings, call);
    const offset = from?.offset ?? 0;
    const key = from?.key ?? (result.cases.length > args.limit ? settings.pages.keep(result) : '');
    const { page, next_cursor } = pageOf(result.cases, { offset, limit: args.limit, key });
    const cases = page.map((each) => shown(each, args.detail));
    // Said once: with the first page.
    const { questions, stale, problems } = offset === 0 ? result : { questions: [], stale: [], problems: [] };
    return {
      head: [
        ...headOf(result),
        pageLine(page.length, result.cases.length, { offset, noun: 'case', next: next_cursor }),
      ],
      body: [
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
  },
});

function earlier(key: string, { pages }: Settings): Generated {
  const found = pages.find(key, isGenerated);
  if (!found) throw staleCursor();
  return found;
}

function shown(one: TestCase, detail: Detail): TestCase | Omit<TestCase, 'technique' | 'evidence' | 'quality_notes'> {
  if (detail === 'full') return one;
  const { technique: _technique, evidence: _evidence, quality_notes: _notes, ...rest } = one;
  return rest;
}

function headOf({ summary, model, reason, cases }: Generated): string[] {
  const { written_by, covered, coverage_items, requirements } = summary;
  return [
    `${plural(cases.length, 'test case')} for ${plural(requirements, 'requirement')}: ${written_by['model'] ?? 0} written by the model, ${written_by['rules'] ?? 0} by rules, ${written_by['human'] ?? 0} by people. ${covered} of ${plural(coverage_items, 'coverage item')} covered.`,
    reason === undefined ? `Model asked: ${oneLine(model)}.` : `No model was asked: ${oneLine(reason)}`,
    `Summary: ${oneLine(renderCounts(summary))}.`,
  ];
}
