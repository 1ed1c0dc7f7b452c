import { problem } from '../errors.ts';
import type { Problem } from '../types.ts';
import type { FoundTest } from './found-test.ts';
import type { KnownIds } from './known-ids.ts';
import type { Marks } from './levels.ts';
import type { TestResult } from './read-results.ts';

/** A test and what it names, as keys `<document>:<id>`. */
export type LinkedTest = FoundTest & { names: string[] };

export type Automation = { tests: LinkedTest[]; marks: Marks; problems: Problem[] };

/**
 * What the tests in the code and their results prove. A pending test proves nothing; a result counts for what its name
 * names, and for what the test of that name in the code names; one failure outweighs all passes of the same id.
 */
export function matchTests(
  { tests, results }: { tests: FoundTest[]; results: TestResult[] },
  ids: KnownIds,
): Automation {
  const linked = tests.map((test) => ({ ...test, names: ids.named(test.says.join('\n')) }));
  const byName = Map.groupBy(linked, ({ name }) => lastPart(name));
  const passed = new Set<string>();
  const failed = new Set<string>();
  for (const result of results) {
    const own = ids.named(result.says.join('\n'));
    const twins = own.length > 0 ? [] : (byName.get(lastPart(result.name)) ?? []);
    const names = own.length > 0 ? own : twins.flatMap((test) => test.names);
    if (result.outcome === 'skipped') continue;
    for (const name of names) (result.outcome === 'passed' ? passed : failed).add(name);
  }
  const proven = linked.filter(({ pending }) => !pending).flatMap(({ names }) => names);
  return {
    tests: linked,
    marks: {
      automated: new Set([...proven, ...passed, ...failed]),
      passed: new Set([...passed].filter((name) => !failed.has(name))),
    },
    problems: linked.flatMap((test) => ambiguity(test, ids)),
  };
}

/** Runners join the names of describe blocks with ` > `, ` › `, a space or a dot. */
function lastPart(name: string): string {
  return name.split(/ [›>] /).at(-1) ?? name;
}

function ambiguity({ path, line, says }: FoundTest, ids: KnownIds): Problem[] {
  const unclear = [...new Set(ids.ambiguous(says.join('\n')))];
  return unclear.map((id) =>
    problem({
      code: 'ambiguous_id',
      severity: 'warning',
      message: `the test names ${id}, which several documents have`,
      source: { path, line, end_line: line },
      hint: `Write <document>:${id} instead, or the id of a case.`,
    }),
  );
}
