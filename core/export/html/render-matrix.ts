import { anchor, fill, type Markup, markup } from './markup.ts';
import type { Messages } from './messages.ts';
import { statusChip, testList } from './render-parts.ts';
import type { DocumentView, RequirementView, Row } from './rows.ts';

/** The traceability matrix: a row for each item, and one for each requirement that has none. */
export function renderMatrix(documents: DocumentView[], say: Messages): Markup {
  const heads = [say.requirement, say.item, say.cases, say.tests, say.status, say.levels];
  const bodies = documents.map(
    (document) =>
      markup`<tbody role="rowgroup">
${document.requirements.map((requirement) => requirement.rows.map((row, index) => renderRow(row, { document, requirement, index }, say)))}</tbody>
`,
  );
  return markup`<table class="matrix" role="table"><caption>${say.matrix_caption}</caption>
<thead role="rowgroup"><tr role="row">${heads.map((head) => markup`<th role="columnheader" scope="col">${head}</th>`)}</tr></thead>
${bodies}</table>
`;
}

type Place = { document: DocumentView; requirement: RequirementView; index: number };

function renderRow(row: Row, { document, requirement: view, index }: Place, say: Messages): Markup {
  const { path } = document.of;
  const { requirement } = view.of;
  const priorities = [...new Set(row.cases.map(({ given }) => given.priority))];
  const cases = row.cases.map(
    ({ given }) => markup`<li><a href="#${anchor(`${path}:${given.id}`)}"><bdi>${given.id}</bdi></a></li>`,
  );
  const item =
    row.item &&
    markup`<bdi class="id">${row.item.id.slice(row.item.id.lastIndexOf('#'))}</bdi> <span dir="auto">${row.item.statement}</span>`;
  const criterion = row.criterion && markup`<bdi class="id">${row.criterion.id}</bdi> `;
  const gone = row.cases.flatMap(({ given }) => given.coverage_items).join(', ');
  const without = gone === '' ? shortened(requirement.text) : fill(say.gone_items, { items: gone });
  return markup`<tr role="row" data-of="${view.number}" data-row="${view.number}.${index}" data-document="${document.number}" data-status="${row.status}" data-priority="${priorities.join(' ')}" data-level="${row.levels.join(' ')}">
<th role="rowheader" scope="row"><a href="#${anchor(`${path}:${requirement.id}`)}"><bdi>${requirement.id}</bdi></a>${requirement.title !== undefined && markup` <span dir="auto">${requirement.title}</span>`}</th>
<td role="cell">${criterion}${item ?? markup`<span dir="auto">${without}</span>`}</td>
${cell(cases.length > 0 && markup`<ul>${cases}</ul>`)}
${cell(row.tests.length > 0 && testList(row.tests, say))}
<td role="cell">${statusChip(row.status, say)}</td>
${cell(row.levels.length > 0 && row.levels.map((level) => say.level_names[level]).join(' · '))}</tr>
`;
}

/** Where a row becomes a block, a cell with nothing in it is left out. */
function cell(content: Markup | string | false): Markup {
  return content === false ? markup`<td role="cell" class="none">–</td>` : markup`<td role="cell">${content}</td>`;
}

const longest = 200;

function shortened(text: string): string {
  return text.length > longest ? `${text.slice(0, longest).toWellFormed()}…` : text;
}
