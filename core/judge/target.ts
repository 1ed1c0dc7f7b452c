import { checkCase } from '../check/check-case.ts';
import { draftCase } from '../draft/draft-case.ts';
import { withoutHidden } from '../export/hidden.ts';
import { contentStems } from '../text/words.ts';
import type { CheckFailure, Demand, ParsedDocument, Plan, Requirement, TestCase } from '../types.ts';

/** A document with its plan. `plan` may leave requirements out: they are then not judged against. */
export type PlannedInput = { document: ParsedDocument; plan: Plan };

/** What is wrong with a case that was written elsewhere. `coverage_item`: it names no item that there is. */
export type CaseFailure = Omit<CheckFailure, 'check'> & { check: CheckFailure['check'] | 'coverage_item' };

/** A coverage item to judge against, with the ids that are unique over all documents. */
export type Target = {
  id: string;
  requirement_id: string;
  document: ParsedDocument;
  requirement: Requirement;
  demand: Demand;
  /** Absent where the rules themselves have no case that passes: nothing can be compared with it. */
  draft: () => TestCase | undefined;
  /** Stems of what the item is about. */
  stems: () => string[];
};

/** All items whose expected result is known. Ids that occur in several documents get `<document>:` before them. */
export function targetsOf(inputs: readonly PlannedInput[]): Target[] {
  const counts = new Map<string, number>();
  for (const { id } of inputs.flatMap(({ plan }) => plan.requirements)) counts.set(id, (counts.get(id) ?? 0) + 1);
  return inputs.flatMap(({ document, plan }) => {
    const requirements = new Map(plan.requirements.map((each) => [each.id, each]));
    const hides = withoutHidden(document.text) !== document.text;
    return plan.demands.flatMap((demand) => {
      const requirement = requirements.get(demand.item.requirement_id);
      if (!requirement) return [];
      const prefix = (counts.get(requirement.id) ?? 0) > 1 ? `${document.path}:` : '';
      const ids = { id: `${prefix}${demand.item.id}`, requirement_id: `${prefix}${requirement.id}` };
      const about = { document, ...(hides ? asSeen({ requirement, demand }) : { requirement, demand }) };
      return [{ ...ids, ...about, draft: once(() => soundDraft(about)), stems: once(() => stemsOf(demand)) }];
    });
  });
}

/** Without what nobody sees, such as a soft hyphen: whoever writes a case cannot know of it. A quote stays as it is written. */
function asSeen(about: Pick<Target, 'requirement' | 'demand'>): Pick<Target, 'requirement' | 'demand'> {
  return JSON.parse(JSON.stringify(about), (key, value: unknown) =>
    typeof value === 'string' && key !== 'quote' ? withoutHidden(value) : value,
  );
}

function soundDraft(about: Pick<Target, 'document' | 'requirement' | 'demand'>): TestCase | undefined {
  const draft = draftCase(about.demand, about.requirement);
  return checkCase(draft, about).failures.length === 0 ? draft : undefined;
}

const stemsOf = ({ item, trigger, response }: Demand): string[] =>
  contentStems(`${item.statement} ${trigger} ${response}`);

/** A document has thousands of items, and few of them are ever compared with a case. */
function once<T>(find: () => T): () => T {
  let found: { value: T } | undefined;
  return () => (found ??= { value: find() }).value;
}
