import type { Phrase } from './phrase.ts';

export type Keyword =
  | 'when'
  | 'if'
  | 'while'
  | 'where'
  | 'unless'
  | 'until'
  | 'after'
  | 'before'
  | 'only if'
  | 'except';

/** `each`: the phrase restricts what is acted on ("a message whose checksum is invalid") instead of a moment. */
export type Condition = { keyword: Keyword; phrase: Phrase };

export type Modal = 'shall' | 'must' | 'will' | 'should' | 'may' | 'can' | 'present' | 'none';

/** One sentence taken apart. Every phrase is a slice of the statement's clean text. */
export type Statement = {
  whole: Phrase;
  conditions: Condition[];
  /** Who or what acts or is acted on; undefined where the sentence names nobody. */
  subject: Phrase | undefined;
  modal: Modal;
  negated: boolean;
  /** `base`: the predicate starts with a base verb ("lock the account"); `finite`: the whole sentence, not understood. */
  form: 'base' | 'finite';
  predicate: Phrase;
  /** What stood in front of the subject ("by default", "on the home page") and goes with the predicate. */
  aside?: Phrase;
  /** What the subject does follows from an event: nobody chooses to do it. */
  reacting?: true;
  /** The system itself makes the subject: it is no input. */
  made?: true;
  /** "and shall refuse any other": what is demanded for all that the statement does not list. */
  others?: Phrase;
  /** The other branch of a decision. */
  otherwise?: { subject: Phrase | undefined; negated: boolean; predicate: Phrase };
};
