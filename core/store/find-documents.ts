import type { Problem } from '../types.ts';
import { findFiles } from './find-files.ts';

const markdown = {
  patterns: ['**/*.md'],
  hint: 'Requirements are read from Markdown files (*.md); name a file, a folder or a glob in quotes.',
};

/** The documents that `paths` name below `root`: folders give their `.md` files. */
export async function findDocuments(paths: string[], root: string): Promise<{ paths: string[]; problems: Problem[] }> {
  return findFiles(paths, root, markdown);
}
