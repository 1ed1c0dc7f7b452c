import { type Source, visible } from '../../core/index.ts';
import type { Report } from '../report.ts';

/** `line` counts from 1. All text is untrusted, and on one line. */
export type Annotation = {
  level: 'failure' | 'warning' | 'notice';
  path: string;
  line: number;
  title: string;
  message: string;
};

/**
 * What is to be seen at the lines of requirements, the worst first: what closes the gate, smells of requirements, open
 * questions. Gaps that close no gate are in the comment; at the lines they would be noise.
 */
export function annotationsOf({ suite, committed, failOn, states }: Report): Annotation[] {
  const closing = committed.fresh ?? committed;
  const places = placesOf(states.committed);
  const closed = (['uncovered', 'stale', 'duplicates', 'edited'] as const)
    .filter((reason) => failOn.includes(reason))
    .flatMap((reason) =>
      closing[reason].flatMap((id) =>
        annotation(places(id), { level: 'failure', title: titles[reason], message: `${id}: ${ways[reason]}` }),
      ),
    );
  const smells = suite.findings
    .filter(({ severity }) => severity !== 'hint')
    .flatMap(({ rule, message, source }) =>
      annotation(source, { level: 'warning', title: `casewright: ${rule}`, message }),
    );
  const questions = suite.questions.flatMap(({ requirement_id, text, source }) =>
    annotation(source, { level: 'notice', title: `casewright: open question on ${requirement_id}`, message: text }),
  );
  return [...closed, ...smells, ...questions];
}

const titles = {
  uncovered: 'casewright: no test case',
  stale: 'casewright: stale test case',
  duplicates: 'casewright: repeated test case',
  edited: 'casewright: edited test case',
};

const ways = {
  uncovered: 'no committed case covers this. Run casewright generate and commit what it writes.',
  stale: 'the requirement changed after this case was written. Run casewright generate, or casewright review accept.',
  duplicates: 'another case says the same. Delete one of them.',
  edited: 'changed by hand since the last casewright generate. Run it, so that the lockfile knows.',
};

function annotation(
  source: Source | undefined,
  { level, title, message }: Pick<Annotation, 'level' | 'title' | 'message'>,
): Annotation[] {
  if (source === undefined) return [];
  return [
    { level, path: source.path, line: Math.max(source.line, 1), title: visible(title), message: visible(message) },
  ];
}

/** Where the requirement of an item or a case stands, by its name `<document>:<id>`. */
function placesOf({ documents }: Report['states']['committed']): (name: string) => Source | undefined {
  const places = new Map<string, Source>();
  for (const { document, plan, suite } of documents) {
    const sources = new Map(plan.requirements.map(({ id, source }) => [id, source]));
    for (const each of [...plan.coverage_items, ...(suite?.test_cases ?? [])]) {
      const source = sources.get(each.requirement_id);
      if (source) places.set(`${document}:${each.id}`, source);
    }
  }
  return (name) => places.get(name);
}
