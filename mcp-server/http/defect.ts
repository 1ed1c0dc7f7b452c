import { because, type Refusal } from './refuse.ts';

/** A throw that nobody expected: told to the operator in full, to the client without its text. */
export function renderDefect(error: unknown): Refusal {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return because(
    'internal_error',
    'the server failed to answer',
    'This is a defect of casewright; the server has written more to standard error.',
  );
}
