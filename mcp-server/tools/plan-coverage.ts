import { configOf } from '../pick-writer.ts';
import { type CoverageItem, coverageItemSchema, findingSchema, plural, questionSchema } from '../../core/index.ts';
import { oneLine } from '../clean.ts';
import { readingTool } from '../define-tool.ts';
import { inputProperties } from '../input-schema.ts';
import { exactly, lean, listOf } from '../lean-schema.ts';
import { planInput } from '../planned-input.ts';
import { argumentReader } from '../read-arguments.ts';
import { type InputArguments, readInput, requireRequirements } from '../read-input.ts';
import { renderFindings, renderQuestions } from '../render.ts';

type Arguments = InputArguments & { ids?: string[] };

const { path, text, ids } = inputProperties;
const properties = { path, text, ids };
const read = argumentReader<Arguments>('plan_coverage', { type: 'object', properties });

/** What must be exercised, before anybody writes a case. */
export const planCoverage = readingTool({
  name: 'plan_coverage',
  title: 'Plan coverage',
  description:
    'Lists the coverage items of requirements (each condition met and not met, value, boundary, state change, scenario), what is unclear, and questions to ask before testing. Use it before you write test cases yourself. No model.',
  inputSchema: { type: 'object', properties },
  named: ['coverage_items'],
  outputSchema: exactly({
    coverage_items: listOf(lean(coverageItemSchema)),
    questions: listOf(lean(questionSchema)),
    findings: listOf(lean(findingSchema)),
  }),
  handle: async (given, settings) => {
    const args = read(given);
    const input = await readInput(args, settings);
    requireRequirements(input.documents);
    const config = await configOf(input.root, settings);
    const { requirements, coverage_items, questions, findings } = planInput(input, args.ids, config.findings);
    const open = coverage_items.filter(({ expected_known }) => !expected_known).length;
    return {
      head: [
        `${plural(coverage_items.length, 'coverage item')} for ${plural(requirements.length, 'requirement')}, ${plural(questions.length, 'question')}, ${plural(findings.length, 'finding')}.`,
        ...(open > 0
          ? [
              `${plural(open, 'item')} cannot be tested: the document does not say what should happen. Ask, do not guess.`,
            ]
          : []),
      ],
      body: [...coverage_items.flatMap(renderItem), '', ...renderQuestions(questions), ...renderFindings(findings)],
      data: { coverage_items, questions, findings },
    };
  },
});

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
