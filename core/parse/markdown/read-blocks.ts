import type { Definition, ListItem, PhrasingContent, RootContent, TableRow } from 'mdast';
import { isRequirementId } from '../identifier.ts';
import type { Block, Item, Prose, Row } from './block.ts';
import { cutChunks } from './cut-chunks.ts';
import { codeText, inlineText, type Origin } from './inline-text.ts';
import { readTree } from './read-tree.ts';

type Placed = {
  position?: { start: { offset?: number | undefined }; end: { offset?: number | undefined } } | undefined;
};

function place(node: Placed, origin: Origin): { start: number; end: number } {
  return {
    start: (node.position?.start.offset ?? 0) + origin.delta,
    end: (node.position?.end.offset ?? 0) + origin.delta,
  };
}

function prose(node: Placed & { children: PhrasingContent[] }, origin: Origin): Prose {
  return { ...inlineText(node.children, origin), ...place(node, origin) };
}

function row(node: TableRow, origin: Origin): Row {
  return { cells: node.children.map((cell) => prose(cell, origin)), ...place(node, origin) };
}

function item(node: ListItem, ordinal: number | undefined, origin: Origin): Item {
  return {
    blocks: node.children.flatMap((child) => toBlocks(child, origin)),
    checkbox: typeof node.checked === 'boolean',
    ...(ordinal === undefined ? {} : { ordinal }),
    ...place(node, origin),
  };
}

/** `[REQ-7]: done` has the form of a link's address. An id with a word behind it is meant as a requirement. */
function definitionText(node: Definition, origin: Origin): Block[] {
  if (!isRequirementId(node.label ?? '') || /[/#.:?&=]/.test(node.url)) return [];
  const at = place(node, origin);
  const text = origin.raw.slice(at.start, at.end);
  return [
    { type: 'paragraph', content: { text, runs: [{ at: 0, start: at.start, length: text.length }] }, marks: [], ...at },
  ];
}

function toBlocks(node: RootContent, origin: Origin): Block[] {
  const at = place(node, origin);
  switch (node.type) {
    case 'paragraph':
      return [{ type: 'paragraph', ...prose(node, origin) }];
    case 'heading':
      return [{ type: 'heading', level: node.depth, ...prose(node, origin) }];
    case 'list': {
      const first = node.start ?? 1;
      const items = node.children.map((child, index) => item(child, node.ordered ? first + index : undefined, origin));
      return [{ type: 'list', items, ordered: node.ordered === true, ...at }];
    }
    case 'table': {
      const [header, ...rows] = node.children;
      const cells = header ? row(header, origin).cells : [];
      return [{ type: 'table', header: cells, rows: rows.map((each) => row(each, origin)), ...at }];
    }
    case 'blockquote':
      return node.children.flatMap((child) => toBlocks(child, origin));
    case 'html':
      return [{ type: 'html', value: node.value, ...at }];
    case 'code': {
      if (!/[`~]/.test(origin.raw.charAt(at.start))) return [];
      const language = (node.lang ?? '').toLowerCase();
      return [{ type: 'fence', language, content: codeText(node.value, at, origin), ...at }];
    }
    case 'definition':
      return definitionText(node, origin);
    case 'thematicBreak':
      return [{ type: 'rule', ...at }];
    default:
      return [];
  }
}

/** Puts the first block of a chunk on the last block of the one before, when the cut went through it. */
function continued(last: Block | undefined, first: Block | undefined): boolean {
  if (last?.type === 'list' && first?.type === 'list' && last.ordered === first.ordered) {
    for (const each of first.items) last.items.push(each);
  } else if (last?.type === 'table' && first?.type === 'table') for (const each of first.rows) last.rows.push(each);
  else return false;
  last.end = first.end;
  return true;
}

/** The blocks of a Markdown document with raw offsets. Time grows linearly with its length. */
export function readBlocks(raw: string): Block[] {
  const blocks: Block[] = [];
  for (const chunk of cutChunks(raw)) {
    const { tree, encodings } = readTree(chunk.text, chunk.delta);
    const origin: Origin = { raw, delta: chunk.delta, encodings };
    const own = tree.children.filter(({ position }) => (position?.start.offset ?? 0) < chunk.size);
    const found = own.flatMap((child) => toBlocks(child, origin));
    const from = chunk.joins && continued(blocks.at(-1), found[0]) ? 1 : 0;
    for (const block of found.slice(from)) blocks.push(block);
  }
  return blocks;
}
