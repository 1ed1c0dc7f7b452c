import type { ExportInput } from '../export-input.ts';
import { type Markup, markup } from './markup.ts';
import type { Messages } from './messages.ts';

/** Who wrote what, with what, and when. */
export function renderProvenance({ suite, documents }: ExportInput, say: Messages): Markup {
  const { tool_version, generated_at, model, model_digest, prompt } = suite.provenance;
  const writers = (['model', 'rules', 'human'] as const)
    .map((writer) => [say.writer_names[writer], suite.summary.written_by[writer] ?? 0] as const)
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${name}: ${count}`);
  const known = [
    [say.version, tool_version],
    [say.date, generated_at],
    [say.writers, writers.join(', ')],
    [say.model, [model, model_digest].filter((part) => part !== undefined).join(' ')],
    [say.prompt, model === undefined ? '' : prompt],
  ] as const;
  const shown = known.filter(([, value]) => value !== '');
  const read = documents.map(
    ({ path, format }) => markup`<li><bdi>${path}</bdi>${format !== undefined && ` (${format})`}</li>`,
  );
  return markup`<dl class="provenance">${shown.map(([name, value]) => markup`<div><dt>${name}</dt><dd><bdi>${value}</bdi></dd></div>`)}
<div><dt>${say.documents}</dt><dd><ul>${read}</ul></dd></div></dl>`;
}
