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

/** Everything that the case may repeat: the requirement, its criteria and what planning computed from them. */
export function groundOf({ requirement, demand }: CheckContext): string {
  const { facts } = demand;
  // The criterion itself and a bounded number of its neighbours: a story can have thousands.
  const own = requirement.criteria.filter(({ id }) => id === demand.item.criterion_id);
  const context = [...own, ...requirement.criteria.slice(0, mostCriteria)];
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
export function statementOf({ requirement, demand }: CheckContext): string {
  const own = requirement.criteria.filter(({ id }) => id === demand.item.criterion_id);
  return [requirement.text, ...own.map(({ text }) => text)].map((text) => text.slice(0, longestText)).join('\n');
}
