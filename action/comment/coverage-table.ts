import { coverageLevels, type GateResult } from '../../core/index.ts';
import type { Report } from '../report.ts';
import type { Messages } from './messages.ts';

/** Every level that can be known, before and after: one number alone would promise too much. */
export function coverageTable({ before, committed, proposed, testsKnown, changes }: Report, t: Messages): string {
  const known = coverageLevels.filter((level) =>
    level === 'automated' || level === 'passed' ? testsKnown[level] : true,
  );
  const unknown = coverageLevels.filter((level) => !known.includes(level));
  const row = (name: string, { coverage }: GateResult) =>
    `| ${[name, ...known.map((level) => share(coverage[level], coverage.items, t))].join(' | ')} |`;
  const table = [
    `| ${[t.coverageOf(proposed.coverage.items), ...known.map((level) => t.levels[level])].join(' | ')} |`,
    `|:--|${known.map(() => '--:|').join('')}`,
    ...(before && before.coverage.items > 0 ? [row(t.atBase, before)] : []),
    row(t.asCommitted, committed),
    ...(changes.length > 0 ? [row(t.withThisRun, proposed)] : []),
  ].join('\n');
  if (unknown.length === 0) return table;
  return `${table}\n\n<sub>${t.unknownLevels(unknown.map((level) => t.levels[level]).join(t.comma), unknown.includes('automated'))}</sub>`;
}

function share(covered: number, items: number, t: Messages): string {
  if (items === 0) return '–';
  const percent = Math.floor((covered / items) * 1000) / 10;
  // The line may break between the two, and nowhere else.
  return `${tight(t.of(covered, items))} ${tight(t.percent(percent.toFixed(1)))}`;
}

function tight(text: string): string {
  return text.replaceAll(' ', '&nbsp;');
}
