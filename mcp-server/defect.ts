import type { Problem } from '../core/index.ts';
import { oneLine } from './clean.ts';

/** Who is told of what went wrong in the server. */
export type Operator = (what: string, error: unknown) => void;

/** On one line, whatever somebody put into it: nobody can write lines of ours. */
export function toStandardError(what: string, error: unknown): void {
  process.stderr.write(`${what}: ${escaped(error)}\n`);
}

/** With its stack, where it has one; what is hidden is gone, and line ends are written as they are in JSON. */
export function escaped(error: unknown): string {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return text
    .split(/[\n\r\u2028\u2029]+/)
    .map(oneLine)
    .join('\\n');
}

/** A throw that nobody expected: the operator learns all of it, the client nothing of what it says. */
export function defectOf(error: unknown, tell: Operator = toStandardError): Problem {
  tell('defect', error);
  return {
    code: 'internal_error',
    severity: 'error',
    message: 'the server failed to answer',
    hint: 'This is a defect of casewright; the log of the server, or its standard error, says more.',
  };
}
