import { createHash } from 'node:crypto';
import type { ExportInput } from '../export-input.ts';
import { clientScript } from './client-script.ts';
import { frameScript } from './frame-script.ts';
import { fill, type Markup, markup } from './markup.ts';
import { type Messages, messages } from './messages.ts';
import { renderFilters } from './render-filters.ts';
import { renderLists } from './render-lists.ts';
import { renderMatrix } from './render-matrix.ts';
import { section } from './render-parts.ts';
import { renderProvenance } from './render-provenance.ts';
import { renderDocument } from './render-requirement.ts';
import { renderSummary } from './render-summary.ts';
import { viewOf } from './rows.ts';
import { styles } from './styles.ts';

const script = `${clientScript}${frameScript}`;

const policy = [
  "default-src 'none'",
  `style-src ${digest(styles)}`,
  `script-src ${digest(script)}`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/**
 * The whole state of requirements and tests as one page that needs nothing else: no network, and no script to be read.
 * The page allows itself nothing but its own style and script, by their hashes.
 */
export function renderReport(input: ExportInput): string {
  const say = messages[input.language];
  const documents = viewOf(input);
  const title = `${say.title} · ${input.documents.length === 1 ? (input.documents[0]?.path ?? '') : 'casewright'}`;
  const { tool_version, generated_at } = input.suite.provenance;
  const body = markup`${section('summary', say.summary, renderSummary(input, documents, say))}
${section('matrix', say.matrix, markup`${renderFilters(documents, say)}${renderMatrix(documents, say)}`)}
${section('details', say.details, markup`${documents.map((each) => renderDocument(each, say))}`)}
${renderLists(input, say)}
${section('provenance', say.provenance, renderProvenance(input, say))}`;
  const page = markup`<!doctype html>
<html lang="${say.lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<link rel="icon" href="data:,">
<title>${title}</title>
${trusted('style', styles)}
</head>
<body>
<a class="skip" href="#main">${say.skip_link}</a>
<header><h1>${say.title}</h1>
<p class="quiet">${fill(say.made_by, { version: tool_version, date: generated_at.slice(0, 10) })}</p>
${contents(input, say)}</header>
<main id="main" tabindex="-1">
${body}</main>
<footer><p>${say.english_note}</p></footer>
${trusted('script', script)}
</body>
</html>
`;
  return page.html;
}

function contents({ suite, safety, waivers, orphaned }: ExportInput, say: Messages): Markup {
  const shown = {
    summary: true,
    matrix: true,
    details: true,
    questions: true,
    findings: true,
    waivers: waivers.length > 0,
    orphaned: orphaned.length > 0,
    safety: safety !== undefined,
    skipped: suite.skipped.length > 0,
    problems: suite.problems.length > 0,
    provenance: true,
  };
  const links = (Object.keys(shown) as (keyof typeof shown)[])
    .filter((name) => shown[name])
    .map((name) => markup`<li><a href="#${name}">${say[name]}</a></li>`);
  return markup`<nav aria-label="${say.contents}"><ul>${links}</ul></nav>`;
}

/** Our own text, which no escape may change: the policy knows it by its hash. */
function trusted(element: 'style' | 'script', text: string): Markup {
  return { html: `<${element}>${text}</${element}>` };
}

function digest(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
