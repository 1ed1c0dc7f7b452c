import { anchor, type Markup, markup } from './markup.ts';
import { markEvidence } from './mark-evidence.ts';
import type { Messages } from './messages.ts';
import { renderCase } from './render-case.ts';
import { place, statusChip } from './render-parts.ts';
import type { DocumentView, RequirementView } from './rows.ts';

/** A document with its requirements, each beside its cases. */
export function renderDocument(view: DocumentView, say: Messages): Markup {
  const requirements = view.requirements.map((each) => renderRequirement(each, view, say));
  return markup`<section class="document" data-document="${view.number}"><h3><bdi>${view.of.path}</bdi></h3>
${requirements}</section>
`;
}

function renderRequirement(view: RequirementView, { of: document }: DocumentView, say: Messages): Markup {
  const { requirement, questions } = view.of;
  const { path } = document;
  const cases = view.cases.map((each) => renderCase(each, view, { path, say }));
  const asked = questions.map(
    ({ text }) => markup`<li>${statusChip('question', say)} <span dir="auto">${text}</span></li>`,
  );
  return markup`<section class="requirement" id="${anchor(`${path}:${requirement.id}`)}" data-of="${view.number}">
<div class="statement"><h4><bdi class="id">${requirement.id}</bdi> ${requirement.title !== undefined && markup`<span dir="auto">${requirement.title}</span>`}</h4>
<p class="text" dir="auto">${marked(view, document.parsed.runs[requirement.id], undefined)}</p>
${criteriaOf(view, document, say)}
${facts(view, say)}
${asked.length > 0 && markup`<ul class="plain">${asked}</ul>`}
<p class="foot">${place(requirement.source, say)}<span class="back"> · <a href="#matrix">${say.back}</a></span></p></div>
<div class="cases">${cases.length > 0 ? cases : markup`<p class="quiet">${say.no_case}</p>`}</div>
</section>
`;
}

type Runs = DocumentView['of']['parsed']['runs'][string];

/** A statement with what its cases quote. `criterion`: the part of the requirement that the statement is. */
function marked(
  { of, rows, cases }: RequirementView,
  runs: Runs | undefined,
  criterion: { id: string; text: string } | undefined,
): Markup {
  const quoted = cases.flatMap(({ number, of: { given }, rows: own }) => {
    const about = own.map((row) => rows[row]?.item?.criterion_id);
    const isQuoted = about.length === 0 ? !criterion : about.includes(criterion?.id);
    return isQuoted ? { by: number, evidence: given.evidence } : [];
  });
  return markEvidence({ text: (criterion ?? of.requirement).text, runs: runs ?? [] }, quoted);
}

function criteriaOf(view: RequirementView, { parsed }: DocumentView['of'], say: Messages): Markup | false {
  const { id, criteria } = view.of.requirement;
  const entries = criteria.map(
    (each) =>
      markup`<li><bdi class="id">${each.id}</bdi> <span dir="auto">${marked(view, parsed.runs[`${id}/${each.id}`], each)}</span></li>`,
  );
  return entries.length > 0 && markup`<p class="label">${say.criteria_head}</p><ul class="plain">${entries}</ul>`;
}

function facts({ of: { requirement } }: RequirementView, say: Messages): Markup | false {
  const { priority, status, verification, safety, tags } = requirement.attributes;
  const known = [
    [say.kind, requirement.kind === 'requirement' ? undefined : say.kind_names[requirement.kind]],
    [say.priority, priority],
    [say.attribute_status, status],
    [say.verification, verification],
    [say.safety_level, safety],
    [say.tags, tags.join(', ')],
    [say.parent, requirement.parent],
    [say.links, requirement.links.join(', ')],
  ] as const;
  const shown = known.filter(([, value]) => value !== undefined && value !== '');
  return (
    shown.length > 0 &&
    markup`<dl class="facts">${shown.map(([name, value]) => markup`<div><dt>${name}</dt><dd dir="auto">${value}</dd></div>`)}</dl>`
  );
}
