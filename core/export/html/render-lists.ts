import type { Finding, Source } from '../../types.ts';
import type { ExportInput } from '../export-input.ts';
import { anchor, type Markup, markup } from './markup.ts';
import type { Messages } from './messages.ts';
import { chip, place, section, table } from './render-parts.ts';

const tones = { error: 'bad', warning: 'warn', hint: 'quiet' } as const;

/** Questions, findings, what was not read, and problems: each section only where there is something to say. */
export function renderLists(input: ExportInput, say: Messages): Markup {
  return markup`${renderQuestions(input, say)}${renderFindings(input, say)}${renderWaivers(input, say)}${renderOrphans(input, say)}${renderSafety(input, say)}${renderSkipped(input, say)}${renderProblems(input, say)}`;
}

function renderQuestions({ documents }: ExportInput, say: Messages): Markup {
  const rows = documents.flatMap(({ path, requirements }) =>
    requirements.flatMap(({ requirement, questions }) =>
      questions.map(({ text, source, criterion_id }) => [
        markup`${link(path, requirement.id)}${criterion_id !== undefined && markup` <bdi class="id">${criterion_id}</bdi>`}`,
        markup`<span dir="auto">${text}</span>`,
        place(source, say),
      ]),
    ),
  );
  const heads = [say.requirement, say.question, say.place];
  return section('questions', say.questions, rows.length > 0 ? table({ of: 'questions', heads, rows }) : nothing(say));
}

function renderFindings({ documents }: ExportInput, say: Messages): Markup {
  const rows = documents.flatMap(({ path, requirements }) =>
    requirements.flatMap(({ requirement, findings }) =>
      findings.map((finding) => [link(path, requirement.id), ...findingCells(finding, say)]),
    ),
  );
  const heads = [say.requirement, say.rule, say.message, say.blocks, say.place];
  return section('findings', say.findings, rows.length > 0 ? table({ of: 'findings', heads, rows }) : nothing(say));
}

function findingCells({ rule, severity, message, blocks, source }: Finding, say: Messages): Markup[] {
  const blocked = blocks.map((id) => markup`<bdi class="id">${id}</bdi> `);
  return [
    markup`${chip(tones[severity], say.severity_names[severity])}<code>${rule}</code>`,
    markup`<span dir="auto">${message}</span>`,
    blocked.length > 0 ? markup`${blocked}` : markup`–`,
    place(source, say),
  ];
}

function renderWaivers({ waivers }: ExportInput, say: Messages): Markup | false {
  if (waivers.length === 0) return false;
  const rows = waivers.map(({ ids, reason, owner, expires }) => [
    markup`${ids.map((id) => markup`<bdi class="id">${id}</bdi> `)}`,
    markup`<span dir="auto">${reason}</span>`,
    markup`<span dir="auto">${owner}</span>`,
    markup`${expires}`,
  ]);
  const heads = [say.waived_ids, say.reason, say.owner, say.expires];
  return section('waivers', say.waivers, table({ of: 'waivers', heads, rows }));
}

function renderOrphans({ orphaned }: ExportInput, say: Messages): Markup | false {
  if (orphaned.length === 0) return false;
  const rows = orphaned.map(({ document, id, title, requirement_id }) => [
    markup`<bdi class="id">${id}</bdi>`,
    markup`<span dir="auto">${title}</span>`,
    markup`<bdi>${requirement_id}</bdi>`,
    markup`<bdi>${document}</bdi>`,
  ]);
  const heads = [say.cases, say.title_of_case, say.requirement, say.documents];
  return section('orphaned', say.orphaned, table({ of: 'orphaned', heads, rows }));
}

function renderSkipped({ suite }: ExportInput, say: Messages): Markup | false {
  const rows = suite.skipped.map(({ source, reason }) => [
    lines(source, say),
    markup`<span dir="auto">${reason}</span>`,
  ]);
  if (rows.length === 0) return false;
  const shown = table({ of: 'skipped', heads: [say.place, say.reason], rows });
  return section(
    'skipped',
    say.skipped,
    markup`<details><summary>${say.skipped}: ${rows.length}</summary>${shown}</details>`,
  );
}

function renderProblems({ suite }: ExportInput, say: Messages): Markup | false {
  const rows = suite.problems.map(({ code, severity, message, source, hint }) => [
    markup`${chip(tones[severity], say.severity_names[severity])}<code>${code}</code>`,
    markup`<span dir="auto">${message}</span>`,
    markup`<span dir="auto">${hint}</span>`,
    source ? place(source, say) : markup`–`,
  ]);
  if (rows.length === 0) return false;
  const heads = [say.code, say.message, say.hint, say.place];
  return section('problems', say.problems, table({ of: 'problems', heads, rows }));
}

const stateTones = { present: 'good', missing: 'bad', not_applicable: 'quiet' } as const;

function renderSafety({ safety }: ExportInput, say: Messages): Markup | false {
  if (!safety) return false;
  const rows = safety.flatMap(({ document, requirement_id, level, methods }) =>
    methods.map(({ method, degree, state, reason }) => [
      markup`${link(document, requirement_id)} ${level}`,
      markup`${method}`,
      markup`${degree}`,
      chip(stateTones[state], say.state_names[state]),
      markup`<span dir="auto">${reason}</span>`,
    ]),
  );
  const heads = [say.requirement, say.method, say.degree, say.state, say.reason];
  const shown = rows.length > 0 ? table({ of: 'safety', heads, rows }) : markup`<p>${say.safety_none}</p>`;
  return section('safety', say.safety, markup`<p>${say.safety_note}</p>${shown}`);
}

function lines({ path, line, end_line }: Source, say: Messages): Markup {
  return markup`${place({ path, line }, say)}${end_line > line && `–${end_line}`}`;
}

function link(path: string, id: string): Markup {
  return markup`<a href="#${anchor(`${path}:${id}`)}"><bdi>${id}</bdi></a>`;
}

function nothing(say: Messages): Markup {
  return markup`<p class="quiet">${say.none}</p>`;
}
