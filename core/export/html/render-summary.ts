import type { ExportInput } from '../export-input.ts';
import { fill, type Markup, markup } from './markup.ts';
import type { Messages } from './messages.ts';
import { statusChip } from './render-parts.ts';
import { type DocumentView, statuses } from './rows.ts';

const levels = ['drafted', 'accepted', 'automated', 'passed'] as const;
const wholes = ['items', 'requirements', 'criteria'] as const;

/** All four levels of coverage as bars with their numbers, then what there is and what is open. */
export function renderSummary(input: ExportInput, documents: DocumentView[], say: Messages): Markup {
  return markup`${chart(input, say)}
<p class="quiet">${say.chart_note}</p>
${counts(input, say)}
${byStatus(documents, say)}`;
}

function chart({ levels: reached }: ExportInput, say: Messages): Markup {
  const shown = wholes.filter((whole) => whole === 'items' || reached[whole].total > 0);
  const heads = [say.level, ...shown.map((whole) => say[whole])];
  const rows = levels.map((level) => {
    const cells = shown.map((whole) => bar(reached[whole][level], reached[whole].total, { whole: say[whole], say }));
    return markup`<tr role="row"><th role="rowheader" scope="row">${say.level_names[level]} <span class="quiet">${say.level_means[level]}</span></th>${cells}</tr>
`;
  });
  return markup`<table class="chart" role="table"><caption>${say.chart}</caption>
<thead role="rowgroup"><tr role="row">${heads.map((head) => markup`<th role="columnheader" scope="col">${head}</th>`)}</tr></thead>
<tbody role="rowgroup">${rows}</tbody></table>`;
}

function bar(part: number, total: number, { whole, say }: { whole: string; say: Messages }): Markup {
  // Never rounded up: 100 % means all.
  const percent = total === 0 ? 0 : Math.floor((part / total) * 1000) / 10;
  return markup`<td role="cell" data-head="${whole}"><span class="amount"><b>${percent} %</b> <span class="quiet">${fill(say.of, { part, whole: total })}</span></span>
<svg aria-hidden="true" viewBox="0 0 100 8" preserveAspectRatio="none"><rect class="track" width="100" height="8"/><rect class="fill" width="${percent}" height="8"/></svg></td>`;
}

function counts({ suite, documents, tests }: ExportInput, say: Messages): Markup {
  const { summary } = suite;
  const linked = tests.filter(({ names }) => names.length > 0).length;
  const known: [string, number][] = [
    [say.documents, documents.length],
    [say.requirements, summary.requirements],
    [say.items, summary.coverage_items],
    [say.cases, summary.cases],
    [say.ideas, summary.ideas],
    [say.open_questions, suite.questions.length],
    [say.findings, suite.findings.length],
    [say.tests_linked, linked],
  ];
  return markup`<dl class="counts">${known.map(([name, count]) => markup`<div><dt>${name}</dt><dd>${count}</dd></div>`)}</dl>`;
}

function byStatus(documents: DocumentView[], say: Messages): Markup {
  const rows = documents.flatMap(({ requirements }) => requirements.flatMap((each) => each.rows));
  const amounts = Map.groupBy(rows, ({ status }) => status);
  const shown = statuses.filter((status) => amounts.has(status));
  return markup`<ul class="statuses">${shown.map((status) => markup`<li><a href="#matrix" data-filter="status=${status}">${statusChip(status, say)} ${amounts.get(status)?.length}</a></li>`)}</ul>`;
}
