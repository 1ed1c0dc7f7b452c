import { problem } from '../errors.ts';
import type { ReadOptions } from '../parse/format.ts';
import { detectFormat } from '../parse/formats.ts';
import { parseDocument } from '../parse/parse-document.ts';
import type { ParsedDocument, Problem } from '../types.ts';
import { type FoundDocuments, isAmbiguous } from './find-documents.ts';
import { readDocuments, type TextFile } from './read-document.ts';

type Found = Pick<FoundDocuments, 'paths' | 'found'>;

/** More files at once than a system lets a process hold open would fail. */
const atOnce = 64;

/** A file that nobody named, and that could be anything, counts only if a format recognises it. */
export function isDocument(file: Pick<TextFile, 'path' | 'text'>, found: boolean): boolean {
  return !found || !isAmbiguous(file.path) || detectFormat(file) !== undefined;
}

/**
 * Reads and parses what `findDocuments` gave, archives included. What was only found, and holds something else, is left
 * out; so is such a file that is no text.
 */
export async function readRequirements(
  { paths, found }: Found,
  root: string,
  options: ReadOptions = {},
): Promise<{ documents: ParsedDocument[]; problems: Problem[] }> {
  const documents: ParsedDocument[] = [];
  const problems: Problem[] = [];
  for (let at = 0; at < paths.length; at += atOnce) {
    const some = paths.slice(at, at + atOnce);
    const files = await Promise.all(some.map((path) => readDocuments(path, root)));
    for (const [index, read] of files.entries()) {
      const path = some[index] ?? '';
      for (const file of read) {
        if ('problem' in file && !(found.has(path) && isAmbiguous(path))) problems.push(file.problem);
        else if ('text' in file && isDocument(file, found.has(path)))
          documents.push(parseDocument({ ...file, ...options }));
      }
    }
  }
  if (paths.length > 0 && documents.length === 0 && problems.length === 0) problems.push(nothingRecognised(paths));
  return { documents, problems };
}

function nothingRecognised(paths: string[]): Problem {
  const shown = paths.slice(0, 5).join(', ') + (paths.length > 5 ? ` and ${paths.length - 5} more` : '');
  return problem({
    code: 'no_match',
    message: `no document of a known format among ${shown}`,
    hint: 'Name the file itself: a file that is named is read whatever it looks like.',
  });
}
