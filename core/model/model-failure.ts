import type { ModelFailure, ModelFailureCode } from './model.ts';

type Said = { message: string; hint: string; retryable?: boolean };

/** A failure value; not retryable unless it says so. */
export const modelFailure = (code: ModelFailureCode, { message, hint, retryable = false }: Said): ModelFailure => ({
  ok: false,
  code,
  message,
  hint,
  retryable,
});

export const aborted = (): ModelFailure =>
  modelFailure('aborted', { message: 'The model call was cancelled.', hint: 'Run again to go on.' });
