import type { CheckFailure, CheckName, Demand, ParsedDocument, Requirement, TestCase } from '../types.ts';

/** What a case is checked against. `draft` is the case that the candidate wants to replace. */
export type CheckContext = {
  document: ParsedDocument;
  requirement: Requirement;
  demand: Demand;
  draft?: TestCase;
  /** Words of the prompt's own example: none of them may turn up in a case unless the requirement has them too. */
  exampleWords?: readonly string[];
};

/** One check: what is wrong with the case, or nothing. */
export type Check = (candidate: TestCase, context: CheckContext) => CheckFailure[];

export function failure(check: CheckName, message: string, repair: string): CheckFailure {
  return { check, message, repair };
}

const longestText = 8000;
const mostCriteria = 20;

const criteriaById = new WeakMap<Requirement['criteria'], Map<string, Requirement['criteria']>>();

/** Asked for each item again: looking through thousands of criteria each time would take the square of it. */
function ownCriterion({ requirement: { criteria }, demand: { item } }: CheckContext): Requirement['criteria'] {
  if (item.criterion_id === undefined) return [];
  let known = criteriaById.get(criteria);
  if (!known) criteriaById.set(criteria, (known = Map.groupBy(criteria, ({ id }) => id)));
  return known.get(item.criterion_id) ?? [];
}

/** Everything that the case may repeat: the requirement, its criteria and what planning computed from them. */
export function groundOf(about: CheckContext): string {
  const { requirement, demand } = about;
  const { facts } = demand;
  // The criterion itself and a bounded number of its neighbours: a story can have thousands.
  const context = [...ownCriterion(about), ...requirement.criteria.slice(0, mostCriteria)];
  return [
    requirement.id,
    demand.item.criterion_id ?? '',
    requirement.title ?? '',
    requirement.text.slice(0, longestText),
    ...context.map(({ text }) => text.slice(0, longestText)),
    demand.item.statement,
    demand.trigger,
    demand.response,
    ...demand.values,
    ...Object.values(facts.data),
    facts.role,
    facts.attempt,
    facts.title,
    facts.outcome.actor,
    facts.outcome.predicate,
    facts.outcome.initially ?? '',
    ...(facts.measure ? Object.values(facts.measure) : []),
  ].join('\n');
}

/** Everything that a tester reads to carry out the case. */
export function doingOf({ preconditions, steps, test_data }: TestCase): string {
  return [...preconditions, ...steps, ...Object.values(test_data)].join('\n');
}

/** The statement that a case is about: the requirement's sentence and its own criterion. */
export function statementOf(about: CheckContext): string {
  return [about.requirement.text, ...ownCriterion(about).map(({ text }) => text)]
    .map((text) => text.slice(0, longestText))
    .join('\n');
}
