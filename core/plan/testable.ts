import type { Question, Requirement, Source } from '../types.ts';

/** A text that is tested: the requirement itself, or one of its criteria. `key` finds its text runs. */
export type Testable = {
  text: string;
  source: Source;
  criterion_id?: string;
  key: string;
  pieces?: Piece[];
  /** The text without marks that it only speaks of. */
  used?: string;
};

/** Where a part of a text that was put together comes from: `text` stands at `at` in it, and starts the text of `key`. */
export type Piece = { key: string; text: string; at: number };

/** A question about one such text. */
export function questionOf(
  requirement: Requirement,
  one: Testable,
  rest: Pick<Question, 'id' | 'text' | 'coverage_item'>,
): Question {
  return {
    ...rest,
    requirement_id: requirement.id,
    ...(one.criterion_id === undefined ? {} : { criterion_id: one.criterion_id }),
    source: one.source,
  };
}
