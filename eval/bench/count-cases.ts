import type { Verdict } from '../../core/index.ts';

/** What a way of writing made of some requirements. */
export type Writing = {
  requirements: number;
  /** First answers, and those of them that were valid as they came. */
  first_answers: number;
  valid: number;
  /** Answers about a case that hold nothing that its draft does not. */
  nothing_new: number;
  /** Cases that the model wrote; those without invented content; those with words of the prompt's example. */
  cases: number;
  grounded: number;
  copied: number;
  /** Cases that pass every check and score higher than the draft by rules, or fill in what it leaves open. */
  accepted: number;
  by_rules: number;
  prompt_tokens: number;
  answer_tokens: number;
  ms: number;
};

export const noWriting: Writing = {
  requirements: 0,
  first_answers: 0,
  valid: 0,
  nothing_new: 0,
  cases: 0,
  grounded: 0,
  copied: 0,
  accepted: 0,
  by_rules: 0,
  prompt_tokens: 0,
  answer_tokens: 0,
  ms: 0,
};

const ungrounded = new Set(['schema', 'evidence', 'numbers', 'identifiers', 'novelty', 'leak', 'response']);

/** Counts one case that a model wrote, before anything of it is replaced. */
export function countCase(writing: Writing, { failures }: Verdict): void {
  writing.cases += 1;
  if (!failures.some(({ check }) => ungrounded.has(check))) writing.grounded += 1;
  if (failures.some(({ check }) => check === 'leak')) writing.copied += 1;
}
