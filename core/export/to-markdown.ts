import { marksOf } from './case-lines.ts';
import type { ExportedCase, ExportedDocument, ExportedRequirement, Exporter, ExportInput } from './export-input.ts';
import { markdownCode, markdownText } from './neutral-markdown.ts';

/** One document to read: the levels, a matrix and the cases of each document. */
export const toMarkdown: Exporter = (input) => {
  const blocks = ['# Test cases', levelTable(input), ...input.documents.flatMap(documentBlocks), closing(input)];
  return [{ path: 'test-cases.md', text: `${blocks.join('\n\n')}\n` }];
};

function levelTable({ levels }: ExportInput): string {
  const rows = (['requirements', 'criteria', 'items'] as const)
    .filter((each) => levels[each].total > 0)
    .map((each) => {
      const { total, drafted, accepted, automated, passed } = levels[each];
      return row([each, ...[total, drafted, accepted, automated, passed].map(String)]);
    });
  return table(['covered', 'all', 'drafted', 'accepted', 'automated', 'passed'], rows);
}

function documentBlocks(document: ExportedDocument): string[] {
  return [
    `## ${markdownText(document.path)}`,
    table(['requirement', 'coverage item', 'state', 'levels', 'cases'], document.requirements.flatMap(matrixRows)),
    ...document.requirements.flatMap(requirementBlocks),
  ];
}

function matrixRows({ name, items, cases }: ExportedRequirement): string[] {
  if (items.length === 0) return [row([markdownCode(name), 'none', '', '', ''])];
  return items.map((each) =>
    row([
      markdownCode(name),
      `${markdownCode(each.name)} ${markdownText(each.item.statement)}`,
      each.state,
      each.levels.join(', '),
      cases
        .filter(({ given }) => !given.inferred && given.coverage_items.includes(each.item.id))
        .map((one) => markdownCode(one.name))
        .join(' '),
    ]),
  );
}

function requirementBlocks({ name, requirement, cases, questions }: ExportedRequirement): string[] {
  const title = requirement.title === undefined ? '' : ` ${markdownText(requirement.title)}`;
  const criteria = requirement.criteria.map(({ id, text }) => `- ${markdownCode(id)} ${markdownText(text)}`);
  return [
    `### ${markdownCode(name)}${title}`,
    `> ${markdownText(requirement.text)}`,
    ...(criteria.length > 0 ? [criteria.join('\n')] : []),
    ...questions.map(({ text }) => `**Open question:** ${markdownText(text)}`),
    ...cases.flatMap(caseBlocks),
  ];
}

function caseBlocks(one: ExportedCase): string[] {
  const { title, type, technique, priority, status, preconditions, steps, expected_result, coverage_items } = one.given;
  const { written_by, quality_score, quality_notes, test_data, evidence } = one.given;
  const facts = [type, technique, `priority ${priority}`, status, `by ${written_by}`, `${quality_score}/10`];
  const covers = coverage_items.map(markdownCode).join(' ');
  const notes = quality_notes.map(markdownText).join('; ');
  const lines = [
    `- ${[...facts, ...marksOf(one)].join(' · ').replaceAll('_', ' ')}${notes && ` (${notes})`}`,
    ...(covers ? [`- covers ${covers}`] : []),
    ...preconditions.map((each) => `- **Given** ${markdownText(each)}`),
    ...Object.entries(test_data).map(([key, value]) => `- **Data** ${markdownCode(key)} = ${markdownText(value)}`),
    ...evidence.map(({ quote, line }) => `- **Because** line ${line}: “${markdownText(quote)}”`),
  ];
  return [
    `#### ${markdownCode(one.name)} ${markdownText(title)}`,
    lines.join('\n'),
    steps.map((step, at) => `${at + 1}. ${markdownText(step)}`).join('\n'),
    `**Expected:** ${markdownText(expected_result)}`,
  ];
}

function closing({ suite: { provenance } }: ExportInput): string {
  const model = provenance.model === undefined ? '' : `, with ${markdownText(provenance.model)}`;
  return `---\n\nWritten by casewright ${markdownText(provenance.tool_version)}${model}.`;
}

function table(head: string[], rows: string[]): string {
  return [row(head), row(head.map(() => '---')), ...rows].join('\n');
}

const row = (cells: string[]): string => `| ${cells.join(' | ')} |`;
