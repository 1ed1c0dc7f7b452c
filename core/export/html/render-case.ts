import type { TestCase } from '../../types.ts';
import { anchor, fill, type Markup, markup } from './markup.ts';
import type { Messages } from './messages.ts';
import { chip, testList } from './render-parts.ts';
import type { CaseView, RequirementView } from './rows.ts';

/** One case in full. `path`: its document. */
export function renderCase(view: CaseView, { number }: RequirementView, at: { path: string; say: Messages }): Markup {
  const { path, say } = at;
  const { given, stale, signed } = view.of;
  const items = given.coverage_items.map((id) => markup`<bdi>${id}</bdi> `);
  const review = say.review_names[given.status];
  return markup`<article class="case" id="${anchor(`${path}:${given.id}`)}" data-by="${view.number}" data-rows="${view.rows.map((row) => `${number}.${row}`).join(' ')}">
<h5><bdi class="id">${given.id}</bdi> <span dir="auto">${given.title}</span></h5>
<p class="chips">${stale && chip('bad', say.status_names.stale)}${given.inferred && chip('calm', say.idea)}
${chip(signed ? 'good' : 'quiet', review)}${chip('quiet', say.type_names[given.type])}${chip('quiet', fill(say.priority_of, { priority: say.priority_names[given.priority] }))}${chip('quiet', say.technique_names[given.technique])}${chip('quiet', fill(say.written_by, { writer: say.writer_names[given.written_by] }))}</p>
<dl>${given.preconditions.length > 0 && field(say.preconditions, list('ul', given.preconditions))}
${field(say.steps, list('ol', given.steps))}
${field(say.expected, markup`<p dir="auto">${given.expected_result}</p>`)}
${dataField(given, say)}
${evidenceField(given, say)}
${items.length > 0 && field(say.covers, markup`<p>${items}</p>`)}
${view.tests.length > 0 && field(say.tests, testList(view.tests, say))}
${field(say.score, score(given, say))}</dl>
</article>
`;
}

function dataField({ test_data }: TestCase, { data }: Messages): Markup | false {
  const entries = Object.entries(test_data);
  return (
    entries.length > 0 &&
    field(
      data,
      markup`<ul>${entries.map(([name, value]) => markup`<li dir="auto"><code>${name}</code> = <code>${value}</code></li>`)}</ul>`,
    )
  );
}

function evidenceField({ evidence }: TestCase, { evidence: name, evidence_line }: Messages): Markup | false {
  // Two items of one sentence often rest on the same words.
  const unique = new Map(evidence.map((each) => [`${each.start}-${each.end}`, each]));
  const quotes = [...unique.values()].map(
    ({ quote, line }) =>
      markup`<li><q dir="auto">${quote}</q> <span class="where">${fill(evidence_line, { line })}</span></li>`,
  );
  return quotes.length > 0 && field(name, markup`<ul class="quotes">${quotes}</ul>`);
}

function score({ quality_score, quality_notes }: TestCase, { score_of }: Messages): Markup {
  const notes = quality_notes.length > 0 && list('ul', quality_notes);
  return markup`<p>${fill(score_of, { score: quality_score })}</p>${notes}`;
}

function field(name: string, content: Markup): Markup {
  return markup`<div><dt>${name}</dt><dd>${content}</dd></div>`;
}

function list(kind: 'ol' | 'ul', entries: string[]): Markup {
  const inside = entries.map((each) => markup`<li dir="auto">${each}</li>`);
  return kind === 'ol' ? markup`<ol>${inside}</ol>` : markup`<ul>${inside}</ul>`;
}
