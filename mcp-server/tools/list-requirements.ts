import {
  documentFormats,
  plural,
  problemSchema,
  type Requirement,
  requirementSchema,
  skippedSchema,
} from '../../core/index.ts';
import { readingTool } from '../define-tool.ts';
import { inputProperties } from '../input-schema.ts';
import { count, exactly, lean, listOf, outline, picked, string } from '../lean-schema.ts';
import { planInput } from '../planned-input.ts';
import { argumentReader } from '../read-arguments.ts';
import { type InputArguments, readInput } from '../read-input.ts';
import { oneLine } from '../clean.ts';
import { pageLine, place, renderProblems, renderSkipped, section } from '../render.ts';
import { digestOf, pageOf, readCursor, staleCursor } from '../result-pages.ts';

type Arguments = InputArguments & { ids?: string[]; cursor?: string; limit: number };

const { path, text, ids, cursor, limit } = inputProperties;
const properties = { path, text, format: { enum: documentFormats }, ids, cursor, limit: { ...limit, default: 50 } };
const read = argumentReader<Arguments>('list_requirements', { type: 'object', properties });

/** What the document demands, without a plan. */
export const listRequirements = readingTool({
  name: 'list_requirements',
  title: 'List requirements',
  description:
    'Reads requirements, user stories and acceptance criteria from a document (Markdown, Gherkin, CSV, ReqIF …), with ids and lines; says what was skipped and why. Use it to find ids. No model.',
  inputSchema: { type: 'object', properties },
  named: ['requirements'],
  outputSchema: exactly(
    {
      requirements: listOf(
        picked(
          requirementSchema,
          ['id', 'title', 'text', 'kind', 'parent', 'criteria', 'attributes', 'testable', 'links', 'source'],
          ['id', 'text', 'source'],
        ),
      ),
      skipped: listOf(lean(skippedSchema)),
      problems: listOf(outline(problemSchema)),
      total: count,
      next_cursor: string,
    },
    ['next_cursor'],
  ),
  handle: async (given, settings) => {
    const args = read(given);
    const input = await readInput(args, settings);
    const { requirements } = await planInput(input, { ids: args.ids, settings });
    const key = digestOf(...input.documents.flatMap((each) => [each.path, each.text]), ...(args.ids ?? []));
    const from = args.cursor === undefined ? { key, offset: 0 } : readCursor(args.cursor);
    if (from.key !== key) throw staleCursor();
    const { page, next_cursor } = pageOf(requirements, { ...from, limit: args.limit });
    // Said once: with the first page.
    const first = from.offset === 0;
    const skipped = first ? input.documents.flatMap((each) => each.skipped) : [];
    const problems = first ? input.documents.flatMap((each) => each.problems) : [];
    return {
      head: [
        `${plural(requirements.length, 'requirement')} in ${plural(input.documents.length, 'document')}.`,
        pageLine(page.length, requirements.length, { offset: from.offset, noun: 'requirement', next: next_cursor }),
      ],
      body: [...page.flatMap(renderRequirement), ...renderSkipped(skipped), ...renderProblems(problems)],
      data: {
        requirements: page.map(({ hash: _hash, ...shown }) => shown),
        skipped,
        problems,
        total: requirements.length,
        ...(next_cursor !== undefined && { next_cursor }),
      },
    };
  },
});

function renderRequirement({
  id,
  title,
  text: statement,
  kind,
  parent,
  criteria,
  attributes,
  testable,
  links,
  source,
}: Requirement): string[] {
  const { tags, ...named } = attributes;
  const facts = [
    kind,
    place(source),
    `testable: ${testable}`,
    ...(parent === undefined ? [] : [`parent ${parent}`]),
    ...Object.entries(named).map(([name, value]) => `${name}: ${value}`),
    ...(tags.length > 0 ? [`tags: ${tags.join(', ')}`] : []),
    ...(links.length > 0 ? [`links: ${links.join(', ')}`] : []),
  ];
  return [
    `### ${oneLine(title === undefined ? id : `${id}: ${title}`)}`,
    oneLine(facts.join(' · ')),
    oneLine(statement),
    ...section('Criteria', criteria, (each) => `${each.id} (${place(each.source)}): ${each.text}`).slice(1, -1),
    '',
  ];
}
