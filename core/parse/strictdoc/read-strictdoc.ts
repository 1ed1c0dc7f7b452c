import type { Reading } from '../draft.ts';
import type { RawDocument } from '../format.ts';
import { readSdoc } from './read-sdoc.ts';
import { isStrictdocMarkdown, readStrictdocMarkdown } from './read-strictdoc-markdown.ts';

const isSdoc = ({ path, text }: RawDocument): boolean =>
  /\.sdoc$/i.test(path) || /^\ufeff?\s{0,100}\[DOCUMENT\]\s*$/m.test(text.slice(0, 400));

/** Reads a StrictDoc document, `.sdoc` or Markdown. */
export function readStrictdoc(document: RawDocument): Reading {
  return isSdoc(document) ? readSdoc(document) : readStrictdocMarkdown(document);
}

/** Whether a document is StrictDoc's: `.sdoc`, or Markdown with its meta blocks. */
export function isStrictdoc(document: RawDocument): boolean {
  return /\.sdoc$/i.test(document.path) || isStrictdocMarkdown(document);
}
