import {
  type Config,
  ConfigurationError,
  type CoverageItem,
  type Finding,
  type ParsedDocument,
  type Plan,
  isPlanned,
  keepPlan,
  planAgain,
  problem,
  qualify,
  type Question,
  type Requirement,
} from '../core/index.ts';
import type { Settings } from './define-tool.ts';
import { heavily } from './heavily.ts';
import type { Input } from './read-input.ts';

const mostShown = 15;

/** The requirements that `ids` names (bare or as `<document>:<id>`), or all. @throws ConfigurationError for unknown ones */
export function selected(
  ids: string[] | undefined,
  documents: ParsedDocument[],
): (document: string, id: string) => boolean {
  if (ids === undefined || ids.length === 0) return () => true;
  const known = documents.flatMap(({ path, requirements }) =>
    requirements.map(({ id }) => ({ id, key: `${path}:${id}` })),
  );
  const unknown = ids.filter((wanted) => !known.some(({ id, key }) => wanted === id || wanted === key));
  if (unknown.length > 0) {
    const counts = Map.groupBy(known, ({ id }) => id);
    // A bare id that several documents have could not be used.
    const names = known.map(({ id, key }) => ((counts.get(id)?.length ?? 0) > 1 ? key : id));
    const more = names.length > mostShown ? ` and ${names.length - mostShown} more` : '';
    const message = `there is no requirement ${unknown.join(', ')}`;
    const hint = `Known ids: ${names.slice(0, mostShown).join(', ')}${more}.`;
    throw new ConfigurationError([problem({ code: 'unknown_requirement', message, hint })]);
  }
  return (document, id) => ids.includes(id) || ids.includes(`${document}:${id}`);
}

export type Planned = {
  requirements: Requirement[];
  coverage_items: CoverageItem[];
  questions: Question[];
  findings: Finding[];
  /** Document by document, ids as in the document. */
  inputs: { document: ParsedDocument; plan: Plan }[];
};

/** Plans the requirements that `ids` names. Ids are unique over all documents. @throws ConfigurationError */
export async function planInput(
  { documents, committed }: Pick<Input, 'documents' | 'committed'>,
  {
    ids,
    findings,
    settings,
  }: { ids?: string[] | undefined; findings?: Config['findings']; settings: Pick<Settings, 'heavy' | 'by'> },
): Promise<Planned> {
  const isSelected = selected(ids, documents);
  await planAhead({ documents, committed, findings }, settings);
  const plans = documents.map((document) => ({ document, plan: planAgain(document, committed.lock, findings) }));
  // Of all, so that an id does not depend on what else was asked for.
  const unique = qualify(plans.map(({ document, plan }) => ({ ...plan, document: document.path, test_cases: [] })));
  const chosen = plans.map(({ document, plan }, at) => {
    const wanted = (id: string) => isSelected(document.path, id);
    const named = unique[at] ?? plan;
    const ofWanted = <T>(all: T[], own: { requirement_id: string }[]) =>
      all.filter((_, index) => wanted(own[index]?.requirement_id ?? ''));
    return {
      requirements: named.requirements.filter((_, index) => wanted(plan.requirements[index]?.id ?? '')),
      coverage_items: ofWanted(named.coverage_items, plan.coverage_items),
      questions: ofWanted(named.questions, plan.questions),
      findings: ofWanted(named.findings, plan.findings),
      input: { document, plan: onlyOf(plan, wanted) },
    };
  });
  return {
    requirements: chosen.flatMap(({ requirements }) => requirements),
    coverage_items: chosen.flatMap(({ coverage_items }) => coverage_items),
    questions: chosen.flatMap(({ questions }) => questions),
    findings: chosen.flatMap((each) => each.findings),
    inputs: chosen.map(({ input }) => input),
  };
}

function onlyOf(plan: Plan, wanted: (id: string) => boolean): Plan {
  const ofWanted = <T extends { requirement_id: string }>(all: T[]) =>
    all.filter(({ requirement_id }) => wanted(requirement_id));
  return {
    requirements: plan.requirements.filter(({ id }) => wanted(id)),
    coverage_items: ofWanted(plan.coverage_items),
    questions: ofWanted(plan.questions),
    findings: ofWanted(plan.findings),
    demands: plan.demands.filter(({ item }) => wanted(item.requirement_id)),
  };
}

type Plannable = Pick<Input, 'documents' | 'committed'> & { findings: Config['findings'] };

/** Has planned what is large before it is asked for, so that whoever asks finds it. @throws ConfigurationError */
export async function planAhead(
  { documents, committed: { lock }, findings }: Plannable,
  settings: Pick<Settings, 'heavy' | 'by'>,
): Promise<void> {
  for (const document of documents) {
    if (isPlanned(document, lock, findings)) continue;
    const size = document.text.length;
    const plan = await heavily('plan', { document, lock, findings }, { size, settings });
    if (!isPlanned(document, lock, findings)) keepPlan(document, { lock, options: findings, plan });
  }
}
