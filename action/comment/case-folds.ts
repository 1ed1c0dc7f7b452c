import { markdownCode, markdownText, type TestCase } from '../../core/index.ts';
import type { Report } from '../report.ts';
import type { Messages } from './messages.ts';
import { type Detail, foldHead, folded, nameCode, shortened } from './parts.ts';
import type { DocumentRows } from './requirement-rows.ts';

/**
 * The cases of one requirement, folded, by how much is told: everything, all but ideas (of those the title), titles.
 * `isUrgent`: the pull request itself added or changed the requirement.
 */
export type CaseFold = { full: string; lean: string; titles: string; isUrgent: boolean };

const longestText = 600;

/** One fold for each requirement that is news and has cases. */
export function caseFolds({ suite }: Report, tables: DocumentRows[], t: Messages): CaseFold[] {
  const cases = Map.groupBy(suite.test_cases, ({ requirement_id }) => requirement_id);
  const news = tables.flatMap(({ rows }) => rows).filter(({ isNews }) => isNews);
  return news.flatMap(({ requirement, state }) => {
    const mine = cases.get(requirement.id) ?? [];
    if (mine.length === 0) return [];
    const title = shortened(requirement.title ?? requirement.text, 110);
    const head = foldHead(requirement.id, title, t.caseCount(mine.length));
    const ideas = mine.filter(({ inferred }) => inferred);
    const demanded = mine.filter(({ inferred }) => !inferred).map((each) => fullCase(each, t));
    return [
      {
        full: folded(
          head,
          mine.map((each) => fullCase(each, t)),
        ),
        lean: folded(head, [...demanded, ...titles(ideas, t)]),
        titles: folded(head, titles(mine, t)),
        isUrgent: state === 'new' || state === 'changed',
      },
    ];
  });
}

/** The folds in the order of the documents; where not all fit, what the pull request changed keeps its detail longest. */
export function shownFolds(folds: CaseFold[], { full, titled, ideas }: Detail): string[] {
  const places = [...folds.keys()].toSorted((a, b) => Number(folds[b]?.isUrgent) - Number(folds[a]?.isUrgent));
  const rank = new Map(places.map((at, order) => [at, order]));
  return folds.flatMap((fold, at) => {
    const order = rank.get(at) ?? 0;
    if (order < full) return [ideas ? fold.full : fold.lean];
    return order < full + titled ? [fold.titles] : [];
  });
}

function titles(cases: TestCase[], t: Messages): string[] {
  if (cases.length === 0) return [];
  return [cases.map((each) => `- ${caseName(each)}${each.inferred ? ` *(${t.idea})*` : ''}`).join('\n')];
}

function caseName({ id, title }: TestCase): string {
  return `${nameCode(id)} ${text(title, 200)}`;
}

function fullCase(each: TestCase, t: Messages): string {
  const facts = [
    t.types[each.type],
    t.priority(t.priorities[each.priority] ?? each.priority),
    t.writers[each.written_by],
    t.score(each.quality_score),
    ...(each.inferred ? [t.idea] : []),
    ...(each.status === 'draft' ? [] : [t.statuses[each.status]]),
  ];
  // In code font nothing is put into a value, so it can be copied.
  const data = Object.entries(each.test_data).map(
    ([name, value]) => `${text(name, 80)} = ${markdownCode(shortened(value, longestText))}`,
  );
  const quotes = each.evidence.map(({ quote }) => t.quoted(text(quote, 200)));
  return [
    `**${nameCode(each.id)} ${text(each.title, 200)}**<br><sub>${facts.join(' · ')}</sub>`,
    each.preconditions.map((line) => `- *${t.given}* ${text(line)}`).join('\n'),
    each.steps.map((line, index) => `${index + 1}. ${text(line)}`).join('\n'),
    [
      `- **${t.expected}** ${text(each.expected_result)}`,
      ...(data.length > 0 ? [`- *${t.data}* ${data.join(t.comma)}`] : []),
      ...(quotes.length > 0 ? [`- *${t.because}* ${quotes.join(t.comma)}`] : []),
    ].join('\n'),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function text(untrusted: string, most = longestText): string {
  return markdownText(shortened(untrusted, most));
}
