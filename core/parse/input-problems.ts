import { lineAt } from '../text/lines.ts';
import type { Problem } from '../types.ts';
import { deepest, tooNested } from './nesting.ts';

const largest = 20 * 1024 * 1024;
const longestLine = 1024 * 1024;
/** Parsers of these formats build a tree for each line; more lines than these take them a minute and gigabytes. */
const mostLines = 400_000;
/** What programs write on one line: the size of the file is limit enough. */
const oneLine = /\.(?:jsonc?|reqif|xml)$/i;

type Document = { path: string; text: string };

function problem(document: Document, at: number, parts: Pick<Problem, 'code' | 'message' | 'hint'>): Problem[] {
  const line = lineAt(document, at);
  return [{ ...parts, severity: 'error', source: { path: document.path, line, end_line: line } }];
}

/** Offset of the first line whose list and quote markers, its own and those it is nested in, exceed the limit. */
function tooDeep(text: string): number | undefined {
  const indents: number[] = [];
  const marker = /^(?:[ \t]*(?:>|[-*+](?=[ \t\r\n])|\d{1,9}[.)](?=[ \t\r\n])))+/;
  for (let at = 0; at < text.length;) {
    const newline = text.indexOf('\n', at);
    const next = newline < 0 ? text.length : newline + 1;
    const match =
      /[>*+\-\d]/.test(
        text
          .slice(at, at + 512)
          .trimStart()
          .charAt(0),
      ) || next - at > 512
        ? marker.exec(text.slice(at, next))
        : null;
    if (match) {
      const indent = /^[ \t]*/.exec(match[0])?.[0].length ?? 0;
      while (indents.length > 0 && (indents.at(-1) ?? 0) >= indent) indents.pop();
      indents.push(indent);
      const markers = match[0].replace(/[\s\d]/g, '').length;
      if (indents.length - 1 + markers > deepest) return at;
    }
    at = next;
  }
  return undefined;
}

function tooManyLines({ path, text }: Document, format: string | undefined): number | undefined {
  if (text.length <= mostLines || !(format === 'gherkin' || /\.(?:feature|feature\.md|ya?ml)$/i.test(path)))
    return undefined;
  let at = 0;
  for (let lines = 0; lines < mostLines; lines++) {
    at = text.indexOf('\n', at) + 1;
    if (at === 0) return undefined;
  }
  return at < text.length ? at : undefined;
}

function tooLong(text: string): number | undefined {
  if (text.length <= longestLine) return undefined;
  for (let at = 0; at < text.length;) {
    const newline = text.indexOf('\n', at);
    const next = newline < 0 ? text.length : newline + 1;
    if (next - at > longestLine) return at;
    at = next;
  }
  return undefined;
}

/** What makes a file unfit for every parser: binary content, size, line length, nesting. Checked before any parser runs. `format`: the name of the format where it is known. */
export function inputProblems(document: Document, format?: string): Problem[] {
  const { text } = document;
  if (text.length > largest) {
    const message = `The file has ${text.length} characters; at most ${largest} are read`;
    return [
      {
        code: 'file_too_large',
        severity: 'error',
        message,
        hint: 'Split the document into several files',
        source: { path: document.path, line: 1, end_line: 1 },
      },
    ];
  }
  const nul = text.indexOf('\0');
  if (nul >= 0) {
    const message = `The file contains a NUL byte at offset ${nul}, so it is not text`;
    return problem(document, nul, {
      code: 'binary_file',
      message,
      hint: 'Name a text file, or save the document as UTF-8',
    });
  }
  const long = oneLine.test(document.path) ? undefined : tooLong(text);
  if (long !== undefined) {
    const message = `A line is longer than ${longestLine} characters`;
    return problem(document, long, {
      code: 'line_too_long',
      message,
      hint: 'Break the line, or exclude the file if it is generated',
    });
  }
  const many = tooManyLines(document, format);
  if (many !== undefined) {
    const message = `The file has more than ${mostLines} lines`;
    return problem(document, many, { code: 'too_many_lines', message, hint: 'Split the document into several files' });
  }
  const deep = tooDeep(text);
  if (deep !== undefined) {
    const message = `Lists or block quotes are nested more than ${deepest} levels deep`;
    return problem(document, deep, { code: 'too_deep', message, hint: 'Flatten the list or block quote' });
  }
  const nested = tooNested(document, format);
  if (nested !== undefined) {
    const message = `Brackets, tags or indentation are nested more than ${deepest} levels deep`;
    return problem(document, nested, { code: 'too_deep', message, hint: 'Flatten the file, or split it' });
  }
  return [];
}
