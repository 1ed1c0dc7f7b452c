import { markdownCode as code, markdownText, plural, type TestCase } from '../core/index.ts';
import { type Detail, foldHead, folded, shortened } from './comment-parts.ts';
import { rowsOf } from './comment-table.ts';
import type { Report } from './report.ts';

const writers = { model: 'written by the model', rules: 'written by rules', human: 'written by a person' };

/** The cases of all requirements that are news, one fold each. */
export function caseFolds(report: Report, { cases: detail }: Detail): string[] {
  if (detail === 'none') return [];
  const cases = Map.groupBy(report.suite.test_cases, ({ requirement_id }) => requirement_id);
  const rows = report.documents.flatMap((document) => rowsOf(document, report)).filter(({ isNews }) => isNews);
  return rows.flatMap(({ requirement }) => {
    const mine = cases.get(requirement.id) ?? [];
    if (mine.length === 0) return [];
    const head = foldHead(
      requirement.id,
      shortened(requirement.title ?? requirement.text, 80),
      plural(mine.length, 'case'),
    );
    const body = detail === 'full' ? mine.map(fullCase) : [mine.map((each) => `- ${caseName(each)}`).join('\n')];
    return [folded(head, body)];
  });
}

function caseName({ id, title }: TestCase): string {
  return `${code(id)} ${markdownText(title)}`;
}

function fullCase(each: TestCase): string {
  const facts = [
    each.type.replace('_', ' '),
    `${each.priority} priority`,
    writers[each.written_by],
    `score ${each.quality_score} of 10`,
  ];
  if (each.inferred) facts.push('an idea, not demanded');
  if (each.status !== 'draft') facts.push(each.status);
  const data = Object.entries(each.test_data).map(([name, value]) => `${markdownText(name)} = ${markdownText(value)}`);
  const quotes = each.evidence.map(({ quote }) => `“${markdownText(shortened(quote, 200))}”`);
  return [
    `**${code(each.id)} ${markdownText(each.title)}**<br><sub>${facts.join(' · ')}</sub>`,
    each.preconditions.map((line) => `- *Given:* ${markdownText(line)}`).join('\n'),
    each.steps.map((line, index) => `${index + 1}. ${markdownText(line)}`).join('\n'),
    [
      `- **Expected:** ${markdownText(each.expected_result)}`,
      ...(data.length > 0 ? [`- *Data:* ${data.join(', ')}`] : []),
      ...(quotes.length > 0 ? [`- *Because of:* ${quotes.join(', ')}`] : []),
    ].join('\n'),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}
