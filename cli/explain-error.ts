import { CommanderError } from 'commander';
import { ConfigurationError } from '../core/index.ts';
import { type Shell, showProblems } from './shell.ts';

/** Says what ended a command, and gives its exit code. Without `verbose` never a stack trace. */
export async function explainError(error: unknown, shell: Shell, verbose: boolean): Promise<number> {
  // commander has already written its message.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof ConfigurationError) {
    await showProblems(shell, error.problems);
    return 2;
  }
  const message = error instanceof Error ? (verbose ? error.stack : error.message) : String(error);
  shell.note(
    `internal_error: ${message}\n  → This is a defect of casewright. Run it again with --verbose and report what it says.`,
  );
  return 2;
}
