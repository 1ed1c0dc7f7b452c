import { isAlias, isMap, isNode, isScalar, isSeq, LineCounter, type Document, parseDocument } from 'yaml';
import type { Problem } from '../../types.ts';
import { alignText } from '../align-text.ts';
import type { RawDocument } from '../format.ts';
import type { MappedText } from '../mapped-text.ts';
import type { Tree } from './tree.ts';

/** A few repetitions are an author's; more are meant to blow a small file up. */
const mostAliases = 100;
/** Records lie a few levels deep; what is broken may come out of the parser as one value inside the other. */
const deepest = 50;

type Reader = { document: Document; raw: string; aliases: number };

function textOf(value: unknown, raw: string, range: { from: number; to: number }): MappedText {
  const text = value === null || value === undefined ? '' : String(value);
  return alignText(raw, range, text);
}

function toTree(node: unknown, reader: Reader, depth = 0): Tree | undefined {
  if (!isNode(node) || depth > deepest) return undefined;
  const [start = 0, end = start] = node.range ?? [];
  if (isAlias(node)) {
    if (++reader.aliases > mostAliases) return undefined;
    const target = node.resolve(reader.document);
    // What an alias repeats lies elsewhere; here stands only its name. Lists and maps are not repeated.
    if (!isScalar(target)) return undefined;
    const text = target.value === null ? '' : String(target.value);
    return {
      type: 'text',
      text: { text, runs: [{ at: 0, start, length: text.length, span: end - start }] },
      start,
      end,
    };
  }
  if (isScalar(node))
    return { type: 'text', text: textOf(node.value, reader.raw, { from: start, to: end }), start, end };
  if (isSeq(node))
    return { type: 'list', items: node.items.flatMap((item) => toTree(item, reader, depth + 1) ?? []), start, end };
  if (!isMap(node)) return undefined;
  const entries = node.items.flatMap((pair) => {
    const value = toTree(pair.value, reader, depth + 1);
    if (!isScalar(pair.key) || !value) return [];
    const [from = 0, to = from] = pair.key.range ?? [];
    const written = textOf(pair.key.value, reader.raw, { from, to });
    return [{ key: written.text, written, value }];
  });
  return { type: 'map', entries, start, end };
}

/** Reads the first document of a YAML file with the place of each value. */
export function yamlTree({ path, text }: RawDocument): { tree?: Tree; problems: Problem[] } {
  const lines = new LineCounter();
  // A byte order mark would count as a column of the first line, and the others would no longer fit it.
  const shift = text.startsWith('\ufeff') ? 1 : 0;
  const document = parseDocument(text.replace(/^\ufeff/, '\n'), {
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: false,
    logLevel: 'silent',
  });
  const problems = document.errors.slice(0, 5).map(({ message, pos }): Problem => {
    const { line, col } = lines.linePos(pos[0]);
    return {
      code: 'broken_yaml',
      severity: 'error',
      message: `This is not valid YAML: ${message.slice(0, 300)}`,
      source: { path, line: Math.max(line - shift, 1), end_line: Math.max(line - shift, 1), column: Math.max(col, 1) },
      hint: 'Mend this line. Text with a colon, a quote or a leading symbol needs quotes around it.',
    };
  });
  const reader: Reader = { document, raw: text, aliases: 0 };
  const tree = toTree(document.contents, reader);
  if (reader.aliases > mostAliases)
    problems.push({
      code: 'yaml_aliases',
      severity: 'error',
      message: `The file repeats values through more than ${mostAliases} aliases (*name); the others are not read`,
      source: { path, line: 1, end_line: 1 },
      hint: 'Write the values out.',
    });
  return { ...(tree ? { tree } : {}), problems };
}
