import { configOf } from '../pick-writer.ts';
import {
  type CoverageItem,
  coverageItemSchema,
  findingSchema,
  plural,
  questionSchema,
  type Requirement,
} from '../../core/index.ts';
import { oneLine } from '../clean.ts';
import { readingTool } from '../define-tool.ts';
import { inputProperties } from '../input-schema.ts';
import { count, exactly, lean, listOf, string } from '../lean-schema.ts';
import { planInput } from '../planned-input.ts';
import { argumentReader } from '../read-arguments.ts';
import { type InputArguments, readInput, requireRequirements } from '../read-input.ts';
import { pageLine, renderFindings, renderQuestions, shownOf } from '../render.ts';
import { digestOf, pageOf, readCursor, staleCursor } from '../result-pages.ts';

type Arguments = InputArguments & { ids?: string[]; cursor?: string; limit: number };

const { path, text, ids, cursor, limit } = inputProperties;
const properties = { path, text, ids, cursor, limit: { ...limit, default: 50 } };
const read = argumentReader<Arguments>('plan_coverage', { type: 'object', properties });

/** What must be exercised, before anybody writes a case. */
export const planCoverage = readingTool({
  name: 'plan_coverage',
  title: 'Plan coverage',
  description:
    'Lists the coverage items of requirements (each condition met and not met, value, boundary, state change, scenario), what is unclear, and questions to ask before testing. Use it before you write test cases yourself. No model.',
  inputSchema: { type: 'object', properties },
  named: ['coverage_items'],
  outputSchema: exactly(
    {
      coverage_items: listOf(lean(coverageItemSchema)),
      questions: listOf(lean(questionSchema)),
      findings: listOf(lean(findingSchema)),
      total: count,
      counts: exactly({ questions: count, findings: count }),
      next_cursor: string,
    },
    ['next_cursor'],
  ),
  handle: async (given, settings) => {
    const args = read(given);
    const input = await readInput(args, settings);
    requireRequirements(input.documents);
    const config = await configOf(input.root, settings);
    const { requirements, coverage_items, questions, findings } = await planInput(input, {
      ids: args.ids,
      findings: config.findings,
      settings,
    });
    const texts = input.documents.flatMap((each) => [each.path, each.text]);
    const key = digestOf('plan_coverage', ...texts, ...(args.ids ?? []), ...coverage_items.map(({ id }) => id));
    const from = args.cursor === undefined ? { key, offset: 0 } : readCursor(args.cursor);
    if (from.key !== key) throw staleCursor();
    const { page, next_cursor } = pageOf(coverage_items, { ...from, limit: args.limit });
    const isHere = belongsTo({ requirements, coverage_items, page, first: from.offset === 0 });
    const asked = questions.filter(isHere).slice(0, mostTold);
    const found = findings.filter(isHere).slice(0, mostTold);
    const open = coverage_items.filter(({ expected_known }) => !expected_known).length;
    return {
      head: [
        `${plural(coverage_items.length, 'coverage item')} for ${plural(requirements.length, 'requirement')}, ${plural(questions.length, 'question')}, ${plural(findings.length, 'finding')}.`,
        pageLine(page.length, coverage_items.length, {
          offset: from.offset,
          noun: 'coverage item',
          next: next_cursor,
        }),
        ...shownOf(asked.length, questions.length, 'question'),
        ...shownOf(found.length, findings.length, 'finding'),
        ...(open > 0
          ? [
              `${plural(open, 'item')} cannot be tested: the document does not say what should happen. Ask, do not guess.`,
            ]
          : []),
      ],
      body: [...page.flatMap(renderItem), '', ...renderQuestions(asked), ...renderFindings(found)],
      data: {
        coverage_items: page,
        questions: asked,
        findings: found,
        total: coverage_items.length,
        counts: { questions: questions.length, findings: findings.length },
        ...(next_cursor !== undefined && { next_cursor }),
      },
    };
  },
});

/** Questions and findings of one page, each: one vague document must not fill it. */
const mostTold = 50;

type Shown = {
  requirements: readonly Requirement[];
  coverage_items: readonly CoverageItem[];
  page: readonly CoverageItem[];
  first: boolean;
};

/**
 * What is told with a page: what is said about the requirements whose items begin on it, and about those behind them that
 * have none.
 */
function belongsTo({
  requirements,
  coverage_items,
  page,
  first,
}: Shown): (about: { requirement_id: string }) => boolean {
  const begins = new Map<string, CoverageItem>();
  for (const item of coverage_items) if (!begins.has(item.requirement_id)) begins.set(item.requirement_id, item);
  const shown = new Set(page);
  const here = new Set<string>();
  let isHere = first;
  for (const { id } of requirements) {
    const item = begins.get(id);
    if (item) isHere = shown.has(item);
    if (isHere) here.add(id);
  }
  return ({ requirement_id }) => here.has(requirement_id);
}

function renderItem(item: CoverageItem): string[] {
  const of = item.criterion_id === undefined ? item.requirement_id : `${item.requirement_id}, ${item.criterion_id}`;
  const known = item.expected_known ? '' : ' · expected result unknown';
  return [
    `- ${oneLine(`${item.id} (${of}) ${item.type} · ${item.technique}${known}: ${item.statement}`)}`,
    ...item.evidence.map(
      ({ quote, line, start, end }) => `  Evidence: line ${line} (${start}–${end}): ${oneLine(quote)}`,
    ),
  ];
}
