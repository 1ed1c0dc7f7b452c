import type { Problem } from '../types.ts';

/** Far more than anybody keeps in one document, and still read within seconds. */
export const mostRecords = 100_000;

/** Says that a document holds more than is read of it. `line`: the first that is not read. */
export function tooManyRecords(path: string, line: number): Problem {
  return {
    code: 'too_many_records',
    severity: 'error',
    message: `The file holds more than ${mostRecords} requirements; what follows here was not read`,
    source: { path, line, end_line: line },
    hint: 'Split the document into several files.',
  };
}
