import { type Node, parseTree, type ParseError, printParseErrorCode } from 'jsonc-parser';
import { lineAt } from '../../text/lines.ts';
import type { Problem } from '../../types.ts';
import { encodedText } from '../encoded-text.ts';
import { mostRecords } from '../most-records.ts';
import type { RawDocument } from '../format.ts';
import type { Tree } from './tree.ts';

function toTree(node: Node, raw: string): Tree {
  const place = { start: node.offset, end: node.offset + node.length };
  // One more than are read, so that the reader sees that there are more.
  const children = (node.children ?? []).slice(0, mostRecords + 1);
  if (node.type === 'array') return { type: 'list', items: children.map((child) => toTree(child, raw)), ...place };
  if (node.type === 'object') {
    const entries = children.flatMap(({ children: pair }) => {
      const [key, value] = pair ?? [];
      if (!key || !value) return [];
      const written = encodedText(raw, { from: key.offset + 1, to: key.offset + key.length - 1 }, 'json');
      return [{ key: String(key.value), written, value: toTree(value, raw) }];
    });
    return { type: 'map', entries, ...place };
  }
  const quoted = node.type === 'string';
  const closed = quoted && raw[place.end - 1] === '"' && node.length > 1;
  const [from, to] = [quoted ? place.start + 1 : place.start, closed ? place.end - 1 : place.end];
  return {
    type: 'text',
    text:
      node.type === 'null' ? { text: '', runs: [] } : encodedText(raw, { from: from, to: Math.max(from, to) }, 'json'),
    ...place,
  };
}

function problemOf(document: RawDocument, { error, offset }: ParseError): Problem {
  const line = lineAt(document, offset);
  const column = offset - document.text.lastIndexOf('\n', offset - 1);
  return {
    code: 'broken_json',
    severity: 'error',
    message: `This is not valid JSON: ${printParseErrorCode(error)}`,
    source: { path: document.path, line, end_line: line, column },
    hint: 'Mend the place; what stands before it is still read.',
  };
}

/** Reads JSON (comments and trailing commas allowed) with the place of each value. Broken JSON is read as far as it goes. */
export function jsonTree(document: RawDocument): { tree?: Tree; problems: Problem[] } {
  const errors: ParseError[] = [];
  const lead = document.text.startsWith('\ufeff') ? ' ' : '';
  const text = lead + document.text.slice(lead.length);
  const root = parseTree(text, errors, { allowTrailingComma: true });
  const distinct = errors.filter(({ offset }, index) => errors[index - 1]?.offset !== offset);
  return {
    ...(root ? { tree: toTree(root, text) } : {}),
    problems: distinct.slice(0, 5).map((error) => problemOf(document, error)),
  };
}
