import { problem } from '../errors.ts';
import type { DocumentSuite } from '../export/suite-file.ts';
import { nearest } from '../text/nearest.ts';
import type { Problem, TestCase } from '../types.ts';

export type NamedCase = { document: string; given: TestCase };

/** The cases that `ids` (`<document>:<id>`, or bare where only one document has it) name, and what is wrong with others. */
export function findCases(
  ids: string[],
  suites: ReadonlyMap<string, DocumentSuite>,
): { cases: NamedCase[]; problems: Problem[] } {
  const byName = new Map<string, NamedCase[]>();
  for (const [document, { test_cases }] of suites) {
    for (const given of test_cases) {
      const named = { document, given };
      byName.set(`${document}:${given.id}`, [named]);
      byName.set(given.id, [...(byName.get(given.id) ?? []), named]);
    }
  }
  const cases: NamedCase[] = [];
  const problems: Problem[] = [];
  for (const id of new Set(ids)) {
    const found = byName.get(id) ?? [];
    if (found.length === 1) cases.push(...found);
    else if (found.length > 1) problems.push(ambiguous(id, found));
    else problems.push(unknown(id, [...byName.keys()]));
  }
  return { cases, problems };
}

function ambiguous(id: string, found: NamedCase[]): Problem {
  const keys = found.map(({ document }) => `${document}:${id}`).join(' or ');
  const message = `${found.length} suites have a case ${id}`;
  return problem({ code: 'ambiguous_case', message, hint: `Say which one: ${keys}.` });
}

function unknown(id: string, known: string[]): Problem {
  const like = nearest(id, known);
  const hint =
    like === undefined ? 'casewright generate writes cases; their ids stand in casewright/.' : `Did you mean ${like}?`;
  return problem({ code: 'unknown_case', message: `there is no case ${id}`, hint });
}
