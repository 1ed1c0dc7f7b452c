import type { ParsedDocument } from '../types.ts';
import type { Reading } from './draft.ts';
import { finishDocument } from './finish-document.ts';
import { inputProblems } from './input-problems.ts';
import { parseMarkdown } from './markdown/parse-markdown.ts';

/** A parser reads the raw text of one document; everything that formats share happens after it. */
type Parser = (raw: string) => Reading;

const parsers = { markdown: parseMarkdown } satisfies Record<string, Parser>;

/** The formats that can be read. */
export type DocumentFormat = keyof typeof parsers;

/**
 * Reads the requirements of a document. `path` is below the root, `text` the raw file (a BOM may lead). Pure; never
 * throws: what is wrong with the input comes back in `problems`, what was not understood in `skipped`.
 */
export function parseDocument(input: { path: string; text: string; format?: DocumentFormat }): ParsedDocument {
  const document = { path: input.path, text: input.text };
  const problems = inputProblems(document);
  if (problems.length > 0) return { ...document, requirements: [], skipped: [], problems, runs: {} };
  return finishDocument(document, parsers[input.format ?? 'markdown'](document.text));
}
