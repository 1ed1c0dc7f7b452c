import type { Reading } from '../draft.ts';
import type { RawDocument } from '../format.ts';
import { readNeedsJson } from './read-needs-json.ts';
import { readRst } from './read-rst.ts';

const isJson = ({ path, text }: RawDocument): boolean =>
  !/\.rst$/i.test(path) && (/\.json$/i.test(path) || /^\ufeff?\s{0,100}\{/.test(text.slice(0, 200)));

/** Reads Sphinx-Needs: the exported `needs.json`, or the directives themselves. */
export function readSphinxNeeds(document: RawDocument): Reading {
  return isJson(document) ? readNeedsJson(document) : readRst(document);
}

/** Whether a document holds needs: JSON with versions of needs, or directives with an id. */
export function isSphinxNeeds({ path, text }: RawDocument): boolean {
  if (/\.json$/i.test(path))
    return /"versions"\s{0,40}:\s{0,40}\{/.test(text) && /"needs"\s{0,40}:\s{0,40}[{[]/.test(text);
  if (!/\.rst$/i.test(path)) return false;
  return /^[ \t]+:id:[ \t]+\S/m.test(text) && /^[ \t]*\.\.[ \t]+[A-Za-z][\w-]{0,80}::/m.test(text);
}
