import type { Problem } from '../../types.ts';
import type { MappedText } from '../mapped-text.ts';

/** A value of a record; line breaks of the value are in it as `\n`. A list has one text for each entry. */
export type Field = { name: string; texts: MappedText[] };

/** A row of a table, an object of a list. */
export type Row = { fields: Field[]; start: number; end: number };

/** What a file of records holds, before anybody asks which of them are requirements. */
export type Records = {
  rows: Row[];
  /** All names of columns, in their order. */
  names: string[];
  problems: Problem[];
  skips: { start: number; end: number; reason: string }[];
};
