import { problem } from '../errors.ts';
import type { Problem } from '../types.ts';

const marker = /^(<{7}|={7}|>{7}|\|{7})( |$)/;

/** The first conflict marker of a merge in a suite file. Markers stand at the start of a line, where its texts never do. */
export function suiteConflict({ path, text }: { path: string; text: string }): Problem | undefined {
  const index = text.split(/\r?\n/).findIndex((line) => marker.test(line));
  if (index < 0) return undefined;
  return problem({
    code: 'suite_conflict',
    message: `${path} holds the conflict markers of a merge`,
    source: { path, line: index + 1, end_line: index + 1, column: 1 },
    hint: 'Delete the marker lines (<<<<<<<, =======, >>>>>>>), keep each case once, then run `casewright generate`.',
  });
}
