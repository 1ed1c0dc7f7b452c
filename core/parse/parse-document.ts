import type { ParsedDocument } from '../types.ts';
import { finishDocument } from './finish-document.ts';
import { detectFormat, type DocumentFormat, formatNamed } from './formats.ts';
import { inputProblems } from './input-problems.ts';

/**
 * Reads the requirements of a document. `path` is below the root, `text` the raw file (a BOM may lead); without `format`
 * it is found by content and name, and a text of no known format is read as Markdown. Pure; never throws: what is wrong
 * with the input comes back in `problems`, what was not understood in `skipped`.
 */
export function parseDocument(input: { path: string; text: string; format?: DocumentFormat }): ParsedDocument {
  const document = { path: input.path, text: input.text };
  const problems = inputProblems(document);
  if (problems.length > 0) return { ...document, requirements: [], skipped: [], problems, runs: {} };
  const format = formatNamed(input.format ?? detectFormat(document) ?? 'markdown');
  return finishDocument(document, format.read(document));
}
