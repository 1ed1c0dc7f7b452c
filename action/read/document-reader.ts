import { type Config, isDocument, parseDocument, type ParsedDocument, type TextFile } from '../../core/index.ts';
import { namedMatcher } from './match-paths.ts';

/** Parses a file; one that a folder or a glob gave, and that no format recognises, is no document. */
export function documentReader(
  patterns: string[],
  columns: Config['columns'],
): (file: TextFile) => ParsedDocument | undefined {
  const named = namedMatcher(patterns);
  return (file) =>
    isDocument(file, !named(file.path)) ? parseDocument({ ...file, ...(columns && { columns }) }) : undefined;
}
