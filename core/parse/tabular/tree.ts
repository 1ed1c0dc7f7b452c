import type { MappedText } from '../mapped-text.ts';

/** A JSON or YAML document with the place of everything in it. Keys are plain text: none of them is ever a property. */
export type Tree =
  | { type: 'text'; text: MappedText; start: number; end: number }
  | { type: 'list'; items: Tree[]; start: number; end: number }
  | { type: 'map'; entries: Entry[]; start: number; end: number };

export type Entry = { key: string; written: MappedText; value: Tree };

export const entry = (tree: Tree | undefined, key: string): Tree | undefined =>
  tree?.type === 'map' ? tree.entries.find((each) => each.key === key)?.value : undefined;
