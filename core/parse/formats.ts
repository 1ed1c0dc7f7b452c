import type { Format, RawDocument } from './format.ts';
import { parseMarkdown } from './markdown/parse-markdown.ts';

/**
 * The formats that can be read, the most particular first: a document belongs to the first one that recognises it.
 * Markdown stands last and takes every text that calls itself Markdown.
 */
const formats = {
  markdown: {
    patterns: ['**/*.{md,markdown}'],
    recognises: ({ path }) => /\.(?:md|markdown|mdx)$/i.test(path),
    read: parseMarkdown,
  },
} as const satisfies Record<string, Format>;

/** The names of the formats, as `--as` and `format` take them. */
export type DocumentFormat = keyof typeof formats;

const table = Object.entries<Format>(formats) as [DocumentFormat, Format][];

export const documentFormats: readonly DocumentFormat[] = table.map(([name]) => name);

/** Globs of all files that could hold requirements. Whether one does is for `detectFormat` to say. */
export const documentPatterns: readonly string[] = [...new Set(table.flatMap(([, { patterns }]) => patterns))];

export function formatNamed(name: DocumentFormat): Format {
  return formats[name];
}

/** The format of a document; undefined: none that is known. */
export function detectFormat(document: RawDocument): DocumentFormat | undefined {
  return table.find(([, format]) => format.recognises(document))?.[0];
}
