import type { Source } from '../../types.ts';
import type { ExportedTest } from '../export-input.ts';
import { fill, type Markup, markup } from './markup.ts';
import type { Messages } from './messages.ts';
import type { Status } from './rows.ts';

type Tone = 'good' | 'warn' | 'bad' | 'calm' | 'quiet';

/** A short fact in a frame. */
export function chip(tone: Tone, text: string): Markup {
  return markup`<span class="chip ${tone}">${text}</span> `;
}

const looks: Record<Status, [Tone, string]> = {
  covered: ['good', '✓'],
  uncovered: ['bad', '✗'],
  stale: ['bad', '↻'],
  waived: ['calm', '⊘'],
  question: ['warn', '?'],
  not_by_test: ['quiet', '–'],
  no_item: ['quiet', '–'],
};

/** A status as word, colour and sign: none of them alone. */
export function statusChip(status: Status, say: Messages): Markup {
  const [tone, sign] = looks[status];
  return markup`<span class="chip ${tone}"><span aria-hidden="true">${sign}</span> ${say.status_names[status]}</span>`;
}

/** Tests in the code with their places. */
export function testList(tests: ExportedTest[], say: Messages): Markup {
  const entries = tests.map(
    ({ name, path, line, pending }) =>
      markup`<li><span dir="auto">${name}</span> <span class="where">${path}:${line}</span>${pending && markup` ${chip('warn', say.pending)}`}</li>`,
  );
  return markup`<ul>${entries}</ul>`;
}

export function place({ path, line }: Pick<Source, 'path' | 'line'>, say: Messages): Markup {
  return markup`<span class="where">${fill(say.lines, { path, line })}</span>`;
}

type Table = { of: string; heads: string[]; rows: Markup[][] };

/** A table whose first column heads its rows. `of`: the section whose heading names it. */
export function table({ of, heads, rows }: Table): Markup {
  const body = rows.map(([first, ...others]) => {
    const cells = others.map(
      (cell, index) => markup`<td role="cell" data-head="${heads[index + 1] ?? ''}">${cell}</td>`,
    );
    return markup`<tr role="row"><th role="rowheader" scope="row">${first}</th>${cells}</tr>
`;
  });
  return markup`<table role="table" aria-labelledby="${of}-head">
<thead role="rowgroup"><tr role="row">${heads.map((head) => markup`<th role="columnheader" scope="col">${head}</th>`)}</tr></thead>
<tbody role="rowgroup">${body}</tbody></table>`;
}

/** A section of the page with its heading. */
export function section(id: string, title: string, content: Markup): Markup {
  return markup`<section id="${id}" aria-labelledby="${id}-head"><h2 id="${id}-head">${title}</h2>
${content}</section>
`;
}
