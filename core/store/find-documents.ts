import { documentPatterns } from '../parse/formats.ts';
import type { Problem } from '../types.ts';
import { archiveOf } from './archive.ts';
import { findFiles } from './find-files.ts';

const documents = {
  patterns: documentPatterns,
  hint: 'Requirements are read from Markdown and from the formats that casewright parse --help lists; name a file, a folder or a glob in quotes.',
};

/** Documents as they were found. `found`: those that nobody named one by one; whether they hold requirements is open. */
export type FoundDocuments = { paths: string[]; found: Set<string>; problems: Problem[] };

/** The documents that `paths` name below `root`: a folder gives all files that could hold requirements. */
export async function findDocuments(paths: string[], root: string, { extglob = true } = {}): Promise<FoundDocuments> {
  const { paths: all, named, problems } = await findFiles(paths.map(archiveOf), root, { ...documents, extglob });
  return { paths: all, found: new Set(all.filter((path) => !named.has(path))), problems };
}

/** Whether files of this kind are mostly something else: one that nobody named counts only if its content says so. */
export function isAmbiguous(path: string): boolean {
  return !/\.(?:md|markdown|mdx|feature|sdoc|reqif|reqifz)$/i.test(path);
}
