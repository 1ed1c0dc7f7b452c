import { fill, type Markup, markup } from './markup.ts';
import type { Messages } from './messages.ts';
import { type DocumentView, statuses } from './rows.ts';

const levels = ['drafted', 'accepted', 'automated', 'passed'] as const;
const priorities = ['critical', 'high', 'medium', 'low'] as const;

/** The filters. They are hidden until the script that runs them shows them. */
export function renderFilters(documents: DocumentView[], say: Messages): Markup {
  const option = (value: string, text: string) => markup`<option value="${value}">${text}</option>`;
  const reached = levels.map((level) => option(level, fill(say.reaches, { level: say.level_names[level] })));
  const lacking = levels.map((level) => option(`-${level}`, fill(say.lacks, { level: say.level_names[level] })));
  const present = new Set(
    documents.flatMap(({ requirements }) => requirements.flatMap(({ rows }) => rows.map(({ status }) => status))),
  );
  return markup`<form id="filters" role="search" aria-label="${say.filters}" data-shown="${say.shown}" data-none="${say.nothing_shown}" hidden>
<label>${say.filter_text} <input type="search" name="text" autocomplete="off"></label>
${select(
  'status',
  say.filter_status,
  statuses.filter((each) => present.has(each)).map((each) => option(each, say.status_names[each])),
)}
${select(
  'priority',
  say.filter_priority,
  priorities.map((each) => option(each, say.priority_names[each])),
)}
${select('level', say.filter_level, [...reached, ...lacking])}
${
  documents.length > 1 &&
  select(
    'document',
    say.filter_document,
    documents.map(({ number, of }) => option(String(number), of.path)),
  )
}
<button type="reset">${say.filter_reset}</button>
<p id="shown" role="status" aria-live="polite"></p>
</form>
`;

  function select(name: string, label: string, options: Markup[]): Markup {
    return markup`<label>${label} <select name="${name}"><option value="">${say.filter_any}</option>${options}</select></label>`;
  }
}
