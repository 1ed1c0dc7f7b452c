import type { MappedText } from '../mapped-text.ts';

/** A stretch of clean text in bold or code. */
export type Mark = { from: number; to: number };

/** Text of one block; line breaks of the file are still in it as `\n`. */
export type Prose = { content: MappedText; marks: Mark[]; start: number; end: number };

export type Paragraph = Prose & { type: 'paragraph' };
export type Heading = Prose & { type: 'heading'; level: number };
export type Item = { blocks: Block[]; checkbox: boolean; ordinal?: number; start: number; end: number };
export type List = { type: 'list'; items: Item[]; ordered: boolean; start: number; end: number };
export type Row = { cells: Prose[]; start: number; end: number };
export type Table = { type: 'table'; header: Prose[]; rows: Row[]; start: number; end: number };
export type Html = { type: 'html'; value: string; start: number; end: number };
/** A thematic break: whatever was open is over. */
export type Rule = { type: 'rule'; start: number; end: number };

/** A fenced code block; `content` keeps its lines. */
export type Fence = { type: 'fence'; language: string; content: MappedText; start: number; end: number };

/** What Markdown structure is left after parsing: block quotes are dissolved, indented code is dropped. */
export type Block = Paragraph | Heading | List | Table | Html | Rule | Fence;
