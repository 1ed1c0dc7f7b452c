import type { ParsedDocument } from '../types.ts';
import { finishDocument } from './finish-document.ts';
import type { ReadOptions } from './format.ts';
import type { DocumentFormat } from './format-names.ts';
import { formatNamed, formatOf } from './formats.ts';
import { inputProblems } from './input-problems.ts';

/**
 * Reads the requirements of a document. `path` is below the root, `text` the raw file (a BOM may lead); without `format`
 * it is found by content and name; `columns` maps logical fields to the columns of a table. Pure; never throws: what is
 * wrong with the input comes back in `problems`, what was not understood in `skipped`.
 */
export function parseDocument(
  input: { path: string; text: string; format?: DocumentFormat } & ReadOptions,
): ParsedDocument {
  const document = { path: input.path, text: input.text };
  const problems = inputProblems(document, input.format);
  if (problems.length > 0) return { ...document, requirements: [], skipped: [], problems, runs: {} };
  const format = formatNamed(input.format ?? formatOf(document));
  return finishDocument(document, format.read(document, input.columns ? { columns: input.columns } : {}));
}
