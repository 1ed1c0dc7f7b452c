import { compareRequirements } from '../compare-requirements.ts';
import type { DocumentSuite } from '../export/suite-file.ts';
import type { ParsedDocument } from '../types.ts';
import type { LinkedTest } from './match-tests.ts';

/** What a change calls for: requirements that are new, changed or gone, and the cases and tests that speak of them. */
export type Selection = {
  requirements: { document: string; id: string; change: 'new' | 'changed' | 'removed' }[];
  cases: { document: string; id: string; requirement_id: string; title: string }[];
  tests: { path: string; line: number; name: string; names: string[] }[];
};

type Inputs = {
  before: ParsedDocument[];
  now: ParsedDocument[];
  suites: ReadonlyMap<string, DocumentSuite>;
  tests: LinkedTest[];
};

/** Selects by content: a wrapped line or a document that moved selects nothing. */
export function selectForChange({ before, now, suites, tests }: Inputs): Selection {
  const earlier = new Map(before.map((each) => [each.path, each.requirements]));
  const paths = [...new Set([...now, ...before].map(({ path }) => path))];
  const requirements = paths.flatMap((document) => {
    const present = now.find(({ path }) => path === document)?.requirements ?? [];
    const { changes, removed } = compareRequirements(earlier.get(document) ?? [], present);
    return [
      ...[...changes].flatMap(([id, change]) => (change === 'unchanged' ? [] : [{ document, id, change }])),
      ...removed.map(({ id }) => ({ document, id, change: 'removed' as const })),
    ];
  });
  const touched = new Set(requirements.map(({ document, id }) => `${document}:${id}`));
  const cases = [...suites].flatMap(([document, { test_cases }]) =>
    test_cases
      .filter((each) => touched.has(`${document}:${each.requirement_id}`) && each.status !== 'rejected')
      .map(({ id, requirement_id, title }) => ({ document, id, requirement_id, title })),
  );
  const keys = new Set([...touched, ...cases.map(({ document, id }) => `${document}:${id}`)]);
  const isMeant = (name: string) => keys.has(name) || [...touched].some((key) => isPartOf(name, key));
  return {
    requirements,
    cases,
    tests: tests
      .filter(({ names }) => names.some(isMeant))
      .map(({ path, line, name, names }) => ({ path, line, name, names: names.filter(isMeant) })),
  };
}

/** An item (`key#1`) or a criterion (`key/AC1`). */
function isPartOf(name: string, key: string): boolean {
  return name.startsWith(`${key}#`) || name.startsWith(`${key}/`);
}
