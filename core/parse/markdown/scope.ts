import type { Draft, Reading } from '../draft.ts';
import type { MappedText } from '../mapped-text.ts';

export type Label = 'criteria' | 'note' | 'edge';

/**
 * Where blocks stand. `rule` says what statements without an id are: `direct` (the heading names requirements: list
 * items are requirements), `inherited` (a heading further up does: only normative statements are), `none`.
 */
export type Scope = {
  rule: 'direct' | 'inherited' | 'none';
  constraints: boolean;
  owner?: Draft;
  label?: Label;
};

/** The state of reading one sequence of blocks. */
export type Cursor = {
  reading: Reading;
  scope: Scope;
  /** Whose text, notes and criteria come next. */
  open?: Draft;
  /** The latest draft of this sequence, for criteria that follow at a distance. */
  latest?: Draft;
  label?: Label;
  /** Given/When/Then clauses that more clauses may follow. */
  clauses?: { target: Draft | undefined; parts: MappedText[]; start: number; end: number };
};
