import { isDoorstop, readDoorstop } from './doorstop/read-doorstop.ts';
import type { Format, RawDocument } from './format.ts';
import { type DocumentFormat, documentFormats } from './format-names.ts';
import { isPlainFeature } from './gherkin/is-plain-feature.ts';
import { readGherkin } from './gherkin/read-gherkin.ts';
import { parseMarkdown } from './markdown/parse-markdown.ts';
import { isOpenFastTrace, readOpenFastTrace } from './openfasttrace/read-openfasttrace.ts';
import { isOpenspec, readOpenspec } from './openspec/read-openspec.ts';
import { isReqif, readReqif } from './reqif/read-reqif.ts';
import { isSphinxNeeds, readSphinxNeeds } from './sphinx-needs/read-sphinx-needs.ts';
import { isStrictdoc, readStrictdoc } from './strictdoc/read-strictdoc.ts';
import { isStoryList, readStoryList } from './story-list/read-story-list.ts';
import { recognisesTabular } from './tabular/recognise-tabular.ts';
import { readTabular } from './tabular/read-tabular.ts';

/**
 * The formats that can be read. A document belongs to the first one of `documentFormats` that recognises it.
 * Markdown stands last and takes every text that calls itself Markdown.
 */
const formats = {
  reqif: {
    patterns: ['**/*.{reqif,reqifz,xml}'],
    recognises: isReqif,
    read: readReqif,
  },
  strictdoc: {
    patterns: ['**/*.{sdoc,md,markdown}'],
    recognises: isStrictdoc,
    read: readStrictdoc,
  },
  doorstop: {
    patterns: ['**/*.{yml,yaml,md}'],
    recognises: isDoorstop,
    read: readDoorstop,
  },
  'sphinx-needs': {
    patterns: ['**/*.{rst,json}'],
    recognises: isSphinxNeeds,
    read: readSphinxNeeds,
  },
  openfasttrace: {
    patterns: ['**/*.{md,markdown,adoc,asciidoc}'],
    recognises: isOpenFastTrace,
    read: readOpenFastTrace,
  },
  gherkin: {
    patterns: ['**/*.{feature,feature.md}'],
    recognises: ({ path, text }) =>
      /\.feature(?:\.md)?$/i.test(path) || (/\.(?:md|markdown)$/i.test(path) && isPlainFeature(text)),
    read: readGherkin,
  },
  openspec: {
    patterns: ['**/*.{md,markdown}'],
    recognises: isOpenspec,
    read: readOpenspec,
  },
  tabular: {
    patterns: ['**/*.{csv,tsv,json,jsonc,yaml,yml}'],
    recognises: recognisesTabular,
    read: readTabular,
  },
  'story-list': {
    patterns: ['**/*.txt'],
    recognises: isStoryList,
    read: readStoryList,
  },
  markdown: {
    // Kiro keeps its specifications in a folder that a glob does not see by itself.
    patterns: ['**/*.{md,markdown}', '**/.kiro/**/*.md'],
    recognises: ({ path }) => /\.(?:md|markdown|mdx)$/i.test(path),
    read: parseMarkdown,
  },
} as const satisfies Record<DocumentFormat, Format>;

const table = documentFormats.map((name): [DocumentFormat, Format] => [name, formats[name]]);

/** Globs of all files that could hold requirements. Whether one does is for `detectFormat` to say. */
export const documentPatterns: readonly string[] = [...new Set(table.flatMap(([, { patterns }]) => patterns))];

export function formatNamed(name: DocumentFormat): Format {
  return formats[name];
}

/** The format of a document; undefined: none that is known. */
export function detectFormat(document: RawDocument): DocumentFormat | undefined {
  return table.find(([, format]) => format.recognises(document))?.[0];
}

/** The format that a document is read in when somebody names it: what is not recognised goes by its name, else is Markdown. */
export function formatOf(document: RawDocument): DocumentFormat {
  const records = /\.(?:csv|tsv|jsonc?|ya?ml)$/i.test(document.path);
  return detectFormat(document) ?? (records ? 'tabular' : 'markdown');
}
