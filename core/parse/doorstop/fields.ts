import { isMap, isScalar, isSeq, LineCounter, parseDocument, type YAMLMap } from 'yaml';
import { alignText } from '../align-text.ts';
import type { RawDocument } from '../format.ts';
import type { MappedText } from '../mapped-text.ts';
import type { Problem } from '../../types.ts';

/** The keys of an item; aliases are never followed, so a bomb of them stays small. */
export type Fields = {
  /** The value as text with its place; undefined where there is none. */
  text(key: string): MappedText | undefined;
  /** The value as written. */
  plain(key: string): string | undefined;
  /** UIDs of `links`: `- UID` or `- UID: fingerprint`. */
  links(): string[];
  scalars(): [string, string][];
};

type Read = { fields: Fields } | { problem: Problem };

const scalarText = (node: unknown): string | undefined =>
  isScalar(node) && node.value !== null ? (node.source ?? String(node.value)) : undefined;

function linksOf(node: unknown): string[] {
  if (!isSeq(node)) return [];
  return node.items.flatMap((item) => {
    if (isMap(item)) return item.items.flatMap(({ key }) => scalarText(key) ?? []);
    return scalarText(item) ?? [];
  });
}

function fieldsOf(map: YAMLMap, raw: string, shift: number): Fields {
  const node = (key: string): unknown => map.items.find((pair) => isScalar(pair.key) && pair.key.value === key)?.value;
  return {
    text: (key) => {
      const found = node(key);
      if (!isScalar(found) || typeof found.value !== 'string') return undefined;
      const [from = 0, to = 0] = found.range ?? [];
      return alignText(raw, { from: from + shift, to: to + shift }, found.value);
    },
    plain: (key) => scalarText(node(key)),
    links: () => linksOf(node('links')),
    scalars: () =>
      map.items.flatMap(({ key, value }): [string, string][] => {
        const name = scalarText(key);
        const text = scalarText(value);
        return name === undefined || text === undefined ? [] : [[name, text]];
      }),
  };
}

/** Reads the YAML of an item, which lies at `range` of the file. */
export function readFields({ path, text: raw }: RawDocument, { start, end }: { start: number; end: number }): Read {
  const counter = new LineCounter();
  const before = raw.slice(0, start).split('\n').length - 1;
  const document = parseDocument(raw.slice(start, end), {
    lineCounter: counter,
    prettyErrors: false,
    logLevel: 'silent',
    uniqueKeys: false,
  });
  const [error] = document.errors;
  if (!error && isMap(document.contents)) return { fields: fieldsOf(document.contents, raw, start) };
  const { line, col } = counter.linePos(error?.pos[0] ?? 0);
  const at = Math.max(line, 1) + before;
  return {
    problem: {
      code: 'broken_yaml',
      severity: 'error',
      message: `The YAML of this item cannot be read: ${error?.message ?? 'it is no mapping'}`,
      source: { path, line: at, end_line: at, column: Math.max(col, 1) },
      hint: 'Mend this line; text with a colon, a quote or a leading symbol needs quotes or a block (text: |)',
    },
  };
}
