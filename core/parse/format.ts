import type { Reading } from './draft.ts';

/** A document as parsers see it: the path is below the root, the text is the raw file. */
export type RawDocument = { path: string; text: string };

/** What the configuration says of the documents: `columns` names the column of each logical field (`text` → `Summary`). */
export type ReadOptions = { columns?: Record<string, string> };

/** One input format: how it is found, and how it is read. */
export type Format = {
  /** Globs of the files that a folder gives to this format. */
  patterns: readonly string[];
  /** Whether a document is of this format, by its content as well as by its name. Cheap: it is asked of every file. */
  recognises(document: RawDocument): boolean;
  /** Reads the raw text; everything that formats share happens after it. Never throws on what people write. */
  read(document: RawDocument, options?: ReadOptions): Reading;
};
